// The floors of the house (docs/adr/0001): an import only goes down, neighbours never import each other, no circle, ever.
const rooms = ['plan', 'intake', 'attendance', 'discipline', 'service', 'performance'];
const floor = (name, path, to, comment) => ({ name, comment, severity: 'error', from: { path }, to: { path: to } });

module.exports = {
  forbidden: [
    { name: 'no-circle', comment: 'Two files that need each other are one thought in two places.', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    floor('core-is-pure', '^src/core/', '^(src/(?!core/)|devices/|migrations/|test/)', 'core knows no database, no wire and no clock.'),
    {
      name: 'core-needs-no-service',
      comment: 'core is pure: no Nest, no ORM, no I/O. node:crypto computes digests, nothing more.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: 'node_modules/(@nestjs|typeorm|mysql2|better-sqlite3|mqtt|aedes|nodemailer|pino)|^(fs|net|http|https|dgram|child_process|node:(?!crypto))' },
    },
    floor('protocols-know-bytes-only', '^src/protocols/', '^(src/(?!protocols/)|devices/|migrations/|test/)', 'protocols knows no people, zones or service.'),
    floor('platform-below-the-rooms', '^src/platform/', '^src/(?!platform/|core/|protocols/)', 'The platform carries the rooms, it does not enter them.'),
    floor('ledger-below-the-rooms', '^src/ledger/', '^src/(?!ledger/|platform/|core/|protocols/)', 'The ledger knows no room.'),
    ...rooms.map((room) =>
      floor(`${room}-keeps-to-itself`, `^src/${room}/`, `^src/(?!${room}/|ledger/|platform/|core/|protocols/)`, 'Neighbours meet in recompute and reports only.'),
    ),
    floor('meeting-rooms-below-the-roof', '^src/(recompute|reports)/', '^src/([^/]+\\.ts$|cli/)', 'Nothing depends on main, app or cli.'),
    floor('service-without-its-tests', '^(src|migrations)/', '^(test|devices)/', 'The service does not need its tests or simulators.'),
    floor('simulators-come-from-the-other-side', '^devices/simulators/', '^src/(?!protocols/)', 'A simulator that shares our rules would share our mistakes.'),
    { name: 'no-undeclared-package', comment: 'Every package is declared and pinned.', severity: 'error', from: { path: '^(src|devices|migrations)/' }, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    { name: 'service-needs-no-development-package', severity: 'error', from: { path: '^(src|devices|migrations)/' }, to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^(dist|node_modules|web)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
