// `npm start` and `npm run demo` begin here. Plain JavaScript that any Node reads, so that an old one gets a
// sentence and not a syntax error.
const needed = 26;
if (Number(process.versions.node.split('.')[0]) < needed) {
  console.error(
    `暖新需要 Node ${needed}，当前是 ${process.version}：请在项目目录执行 npm ci，再用 npm start 或 npm run demo 启动（npm 会使用项目自带的 Node）。`,
  );
  console.error(
    `Nuanxin needs Node ${needed} and this is ${process.version}: run npm ci in the project, then npm start or npm run demo (npm uses the Node that came with the project).`,
  );
  process.exit(2);
}
const { main } = await import('./main.ts');
await main(process.argv.slice(2));
