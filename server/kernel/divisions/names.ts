/** Names of communities and villages as people write them, brought to what they have in common. */

const tails =
  /(村村民委员会|村村委会|社区居民委员会|社区居委会|居民委员会|村民委员会|社区党群服务中心|社区村|村委会|居委会|社区|行政村|村|居委)$/;

/** “太和社区居委会”, “太和 社区” and “太和” are one: half width, no spaces, without the kind of body. */
export function bareCommunityName(text: string): string {
  const plain = text.normalize('NFKC').replace(/[\s\u200B-\u200D\uFEFF]+/g, '');
  const bare = plain.replace(tails, '');
  return bare || plain;
}
