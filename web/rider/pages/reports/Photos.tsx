/** Photos of a report; a tap opens the whole picture. */
import { photo } from '../../api.ts';
import { t } from '../../session/language.ts';

export const Photos = ({ photos }: { photos: string[] }) =>
  photos.length ? (
    <div class="pictures">
      {photos.map((id, at) => (
        <a key={id} href={photo(id, 'whole')} target="_blank" rel="noopener" class="picture">
          <img src={photo(id)} alt={t().reports.photoOf(at + 1)} loading="lazy" />
        </a>
      ))}
    </div>
  ) : null;
