// Who may know whom: main → bot, web, cron → handlers → store. Checked by `npm run check`.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'store-imports-nobody',
      severity: 'error',
      from: { path: '^store/' },
      to: { path: '^(bot|handlers|cron|web|sandbox|commands)/|^(main|config|metrics)\\.ts$' },
    },
    {
      name: 'handlers-import-only-store',
      severity: 'error',
      from: { path: '^handlers/' },
      to: { path: '^(bot|cron|web|sandbox|commands)/|^(main|config|metrics)\\.ts$|^store/(lowdb|postgres)/' },
    },
    {
      name: 'bot-does-not-know-the-others',
      severity: 'error',
      from: { path: '^bot/' },
      to: { path: '^(cron|web|store/lowdb|sandbox|commands)/|^(main|config|metrics)\\.ts$' },
    },
    {
      name: 'cron-does-not-know-bot-or-web',
      severity: 'error',
      from: { path: '^cron/' },
      to: { path: '^(bot|web|store/lowdb|sandbox|commands)/|^(main|config|metrics)\\.ts$' },
    },
    {
      name: 'web-does-not-know-bot-or-cron',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(cron|store/lowdb|sandbox|commands)/|^(main|config|metrics)\\.ts$|^bot/(?!wecom\\.ts$)' },
    },
    {
      name: 'sandbox-reaches-the-bot-over-http-only',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(bot|handlers|store|cron|web|commands)/|^(main|config|metrics)\\.ts$' },
    },
    {
      name: 'nothing-ships-the-sandbox',
      severity: 'error',
      from: {
        path: '^(bot|handlers|store|cron|web)/|^(main|config|metrics)\\.ts$|^commands/(serve|verify|backup|doctor|read|reminders|understand)\\.ts$',
      },
      to: { path: '^(sandbox|test)/' },
    },
    {
      name: 'no-dev-dependency-in-production',
      severity: 'error',
      from: { path: '^(bot|handlers|store|cron|web/api)/|^(main|config|metrics)\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules|\\.dist|bench/peers)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.vue', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
