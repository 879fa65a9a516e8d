// The bare handler that the product is compared with: Fastify and pg, one statement a request, nothing else.
import Fastify from 'fastify';
import pg from 'pg';
import { newId } from '../server/kernel/database/id.ts';

const [street = '', worker = '', category = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: process.env.BARE_DATABASE_URL, max: 16 });
const app = Fastify();

const readTwenty = `select reports.id, number, category, pace, body, place_note, lng, lat, community, grid, reports.state, deadline,
  submitted_at, photo, photo_count, staff.name as handler_name
  from reports left join staff on staff.street = reports.street and staff.id = reports.handler
  where reports.street = $1 and reporter = $2 order by reports.id desc limit 21`;
const insertOne = `insert into reports (street, id, number, reporter, category, pace, body, place_source, lng, lat, community, grid, state, deadline)
  values ($1, $2, $3, $4, $5, 'ordinary', $6, $7, $8, $9, '140213066003', '140213066003-001', 'submitted', now()) returning id`;

app.get(
  '/read',
  async () => (await pool.query({ name: 'read', text: readTwenty, values: [street, worker] })).rows,
);

app.post<{ Body: { body: string; placeSource: string; point: { lng: number; lat: number } } }>(
  '/write',
  async (request) => {
    const { body, placeSource, point } = request.body;
    const id = newId();
    const values = [street, id, id, worker, category, body, placeSource, point.lng, point.lat];
    return (await pool.query({ name: 'write', text: insertOne, values })).rows[0];
  },
);

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.once('SIGTERM', () => process.exit(0));
