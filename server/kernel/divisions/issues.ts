/** What can be wrong in a boundary file, in sentences that say what to do. */

/** One finding: code for programs, sentences for people, the feature it is about. */
export type BoundaryIssue = {
  readonly code: BoundaryCode;
  /** Name or code of the feature; empty when it is about the whole file. */
  readonly feature: string;
  /** A place, a size or a code that goes with it; empty when there is none. */
  readonly detail: string;
  readonly zh: string;
  readonly en: string;
};

const sentences = {
  not_geojson: [
    '文件不是 GeoJSON 边界文件，请从地图软件导出 FeatureCollection 后重新上传。',
    'The file is not GeoJSON; export a FeatureCollection from the map program and try again.',
  ],
  file_too_large: [
    '边界文件太大，请简化边界或按社区分开上传。',
    'The boundary file is too large; simplify it or split it by community.',
  ],
  no_areas: [
    '文件里没有社区或网格，请检查是否选错了图层。',
    'The file holds no community or grid; check that the right layer was exported.',
  ],
  feature_skipped: ['不是社区或网格，已跳过。', 'Neither a community nor a grid; skipped.'],
  not_an_area: ['不是面（Polygon / MultiPolygon），请重新绘制。', 'Not a polygon; draw it again as an area.'],
  ring_too_short: ['边界少于三个点，请重新绘制。', 'The outline has fewer than three points; draw it again.'],
  ring_not_closed: [
    '边界没有闭合（首尾点不同），请闭合后重新导出。',
    'The outline is not closed; close it and export again.',
  ],
  crosses_itself: [
    '边界自相交或自相接，请在地图软件中修正。',
    'The outline crosses or touches itself; correct it in the map program.',
  ],
  outside_china: [
    '坐标不在中国范围内，请检查是否是经纬度、是否选对了坐标系。',
    'Coordinates lie outside China; check that they are degrees and in the right datum.',
  ],
  too_many_points: ['边界点太多，请先简化。', 'The outline has too many points; simplify it first.'],
  coordinates_swapped: [
    '经纬度顺序颠倒，已按“经度在前”调整，请核对。',
    'Latitude came first; the order was put right, please check.',
  ],
  code_missing: [
    '没有编码，也无法由名称找到编码，请补上 12 位社区编码。',
    'No code, and none found by its name; add the 12-digit community code.',
  ],
  code_twice: ['编码重复，请改为不同的编码。', 'The code is used twice; give each area its own.'],
  community_unknown: [
    '看不出属于哪个社区，请补上社区编码或社区边界。',
    'Its community is unknown; add the community code or outline.',
  ],
  grids_overlap: [
    '同一社区的网格互相重叠（平方米），请修正边界。',
    'Grids of one community overlap (m²); correct the outlines.',
  ],
  communities_overlap: [
    '不同社区的网格互相重叠（平方米），请核对。',
    'Grids of two communities overlap (m²); please check.',
  ],
  no_grids: ['这个社区没有网格。', 'This community has no grid.'],
  gap: [
    '社区内有网格没有覆盖到的地方（平方米），请核对。',
    'Parts of the community are in no grid (m²); please check.',
  ],
} as const;

export type BoundaryCode = keyof typeof sentences;

/** Makes one finding; the sentences name the feature and the detail. */
export function boundaryIssue(code: BoundaryCode, feature: string, detail = ''): BoundaryIssue {
  const [zh, en] = sentences[code];
  const before = feature ? `${feature}：` : '';
  const after = detail ? `（${detail}）` : '';
  return {
    code,
    feature,
    detail,
    zh: `${before}${zh}${after}`,
    en: `${before}${en}${after ? ` (${detail})` : ''}`,
  };
}
