// `npm test` begins here: plain JavaScript that any Node reads, so that an old one gets a sentence.
const needed = 26;
if (Number(process.versions.node.split('.')[0]) < needed) {
  console.error(
    `The tests need Node ${needed} and this is ${process.version}: run npm ci, then npm test (npm uses the Node that came with the project).`,
  );
  process.exit(2);
}
const { main } = await import('./run.ts');
await main(process.argv.slice(2));
