// npm start: a local WeCom, a demonstration county and the bot, at one address. Keeps its data in ./data-demo.
import { demonstrate } from '../demo.ts'
import { BadUsage, explained } from './explained.ts'

await explained(async () => {
  if (process.env['NODE_ENV'] === 'production') {
    throw new BadUsage('演示不能在生产环境（NODE_ENV=production）运行。正式使用请运行 npm run serve。')
  }
  const demo = await demonstrate({
    folder: process.env['DEMO_DIR'] ?? './data-demo',
    port: Number(process.env['PORT'] ?? 8080),
  })
  process.stdout.write(
    `\n  清风演示已就绪：${demo.url}\n  在浏览器打开，左侧选择您是谁（纪委办、科主任或护士），就可以和清风对话。按 Ctrl+C 结束。\n\n`,
  )
  const end = () => {
    demo.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
})
