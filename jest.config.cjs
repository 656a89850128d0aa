// One configuration, five tiers. A run is for one database (HADIR_TEST_DATABASE_URL; unset = a SQLite file per test file),
// because TypeORM's column types are fixed when the entities are loaded.
const esmOnly = ['aedes', 'aedes-packet', 'aedes-persistence', 'aedes-protocol-decoder', 'mqemitter', 'hyperid', 'retimer'];
const swc = (extra) => ['@swc/jest', { swcrc: false, sourceMaps: 'inline', module: { type: 'commonjs' }, ...extra }];
const transform = {
  '^.+\\.ts$': swc({
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
      keepClassNames: true,
    },
  }),
  [`node_modules/(${esmOnly.join('|')})/.+\\.m?js$`]: swc({ jsc: { parser: { syntax: 'ecmascript' }, target: 'es2022' } }),
};

const tier = (name) => ({
  displayName: name,
  testEnvironment: 'node',
  rootDir: __dirname,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  transform,
  transformIgnorePatterns: [`node_modules/(?!(${esmOnly.join('|')})/)`],
});

module.exports = {
  projects: ['unit', 'golden', 'house', 'medium', 'e2e'].map(tier),
  // Ours take seconds; the machine may be busy with others.
  testTimeout: 120_000,
};
