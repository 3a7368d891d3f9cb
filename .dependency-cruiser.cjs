/** Imports point one way: core, ml, language <- stores <- ingest, channels <- features <- shells <- main. */
const shells = '^src/(http|worker|cli)/'
module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-test', severity: 'error', from: { pathNot: '\\.test\\.ts$|^test/' }, to: { path: '\\.test\\.ts$|^test/' } },
    { name: 'core-is-the-ground', severity: 'error', from: { path: '^src/core/' }, to: { path: '^src/(?!core/)' } },
    { name: 'kernels-are-pure', severity: 'error', from: { path: '^src/ml/', pathNot: '\\.test\\.ts$|^src/ml/worker' }, to: { path: '^src/(?!ml/)|^node:|^(fs|path|os|crypto)$' } },
    { name: 'language-above-core', severity: 'error', from: { path: '^src/language/' }, to: { path: '^src/(?!language/|core/)' } },
    { name: 'stores-above-core', severity: 'error', from: { path: '^src/stores/' }, to: { path: '^src/(?!stores/|core/|config)' } },
    { name: 'ingest-and-channels-above-stores', severity: 'error', from: { path: '^src/(ingest|channels)/' }, to: { path: '^src/(features|http|worker|cli)/' } },
    { name: 'ingest-apart-from-channels', severity: 'error', from: { path: '^src/ingest/' }, to: { path: '^src/channels/' } },
    { name: 'channels-apart-from-ingest', severity: 'error', from: { path: '^src/channels/' }, to: { path: '^src/ingest/' } },
    { name: 'features-below-shells', severity: 'error', from: { path: '^src/features/' }, to: { path: shells } },
    { name: 'feature-through-its-door', severity: 'error', from: { path: '^src/features/([^/]+)/(?!ui/)' }, to: { path: '^src/features/([^/]+)/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] } },
    { name: 'feature-door-from-outside', severity: 'error', from: { path: '^src/', pathNot: '^src/(features|web)/' }, to: { path: '^src/features/[^/]+/', pathNot: '^src/features/[^/]+/index\\.ts$' } },
    { name: 'nobody-imports-its-own-door', severity: 'error', from: { path: '^src/features/([^/]+)/' }, to: { path: '^src/features/$1/index\\.ts$' } },
    { name: 'main-is-the-root', severity: 'error', from: { path: '^src/(?!main)' }, to: { path: '^src/main\\.ts$' } },
    { name: 'snippets-import-only-themselves', severity: 'error', from: { path: '^src/snippets/([^/]+)/', pathNot: '\\.test\\.ts$' }, to: { pathNot: '^src/snippets/$1/' } },
    { name: 'nobody-imports-snippets', severity: 'error', from: { pathNot: '^src/snippets/' }, to: { path: '^src/snippets/' } },
    { name: 'api-above-core', severity: 'error', from: { path: '^src/api/' }, to: { path: '^src/(?!api/|core/)' } },
    // Pages run in the browser: of the server's side they may see words, numbers and the shapes of a feature, and nothing that acts.
    { name: 'pages-see-shapes', severity: 'error', from: { path: '^src/(web/|features/[^/]+/ui/)' }, to: { path: '^src/', pathNot: ['^src/(web|core|language)/', '^src/features/[^/]+/ui/', '^src/features/[^/]+/schema\\.ts$'] } },
    { name: 'frame-knows-pages-in-one-place', severity: 'error', from: { path: '^src/web/(?!app/|main\\.tsx$)' }, to: { path: '^src/(features/|web/app/)' } },
    { name: 'server-knows-no-pages', severity: 'error', from: { path: '^src/', pathNot: '^src/(web/|features/[^/]+/ui/)' }, to: { path: '^src/(web/|features/[^/]+/ui/)' } },
    { name: 'no-dev-dependency', severity: 'error', from: { path: '^src/', pathNot: ['\\.test\\.ts$', '^src/(web/|features/[^/]+/ui/)'] }, to: { dependencyTypes: ['npm-dev'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.js'] },
  },
}
