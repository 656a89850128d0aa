import { type QueryRunner } from 'typeorm';

/**
 * Column types by the meaning that they have here, so that one text of the schema serves both SQL families.
 * Instants are epoch milliseconds and dates are text: no database zone, no driver conversion, the same order everywhere.
 */
const types = {
  mysql: {
    ID: 'VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin',
    CODE: 'VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
    DATE: 'CHAR(10) CHARACTER SET ascii COLLATE ascii_bin',
    WALLCLOCK: 'CHAR(19) CHARACTER SET ascii COLLATE ascii_bin',
    INSTANT: 'BIGINT',
    INT: 'INT',
    NUMBER: 'DOUBLE',
    FLAG: 'TINYINT',
    NAME: 'VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci',
    LINE: 'VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
    TEXT: 'MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
    BYTES: 'MEDIUMBLOB',
    NATURAL: 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
    TABLE: 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
  sqlite: {
    ID: 'TEXT',
    CODE: 'TEXT',
    DATE: 'TEXT',
    WALLCLOCK: 'TEXT',
    INSTANT: 'INTEGER',
    INT: 'INTEGER',
    NUMBER: 'REAL',
    FLAG: 'INTEGER',
    NAME: 'TEXT COLLATE NOCASE',
    LINE: 'TEXT',
    TEXT: 'TEXT',
    BYTES: 'BLOB',
    // The natural key is the table: half the size of a table with a rowid and a unique index beside it.
    NATURAL: 'WITHOUT ROWID',
    TABLE: '',
  },
} as const;

/** Runs schema statements, with {TYPE} words replaced by what the database at hand calls them. */
export async function runDdl(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  const words: Readonly<Record<string, string>> = runner.dataSource.options.type === 'better-sqlite3' ? types.sqlite : types.mysql;
  for (const statement of statements) {
    await runner.query(statement.replace(/\{([A-Z]+)\}/g, (_, word: string) => wordOf(words, word)));
  }
}

function wordOf(words: Readonly<Record<string, string>>, word: string): string {
  const type = words[word];
  if (type === undefined) throw new Error(`the schema names an unknown type {${word}}`);
  return type;
}
