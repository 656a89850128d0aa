import { ModulesContainer } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Workbook } from 'exceljs';
import request from 'supertest';
import { createApp } from '../../../src/app';
import { TokenStore } from '../../../src/platform/auth/token-store';
import { readConfig } from '../../../src/platform/config';
import { Database } from '../../../src/platform/database/database';
import { hasTitle } from '../../../src/platform/http/column-titles';
import { listRoutes } from '../../../src/platform/http/list-export';
import { fieldNames } from '../../../src/platform/http/list-columns';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

const people = 1203;

describe('every list as a file', () => {
  let place: TestDatabase;
  let app: NestExpressApplication;
  let token: string;

  beforeAll(async () => {
    place = await createTestDatabase();
    app = await createApp({ ...readConfig({}), databaseUrl: place.url, role: 'cli' });
    await app.init();
    token = (await app.get(TokenStore).create('export', 'admin', null)).secret;
    const rows = Array.from({ length: people }, (_, index) => [
      `person-${index}`, `19900101202001${String(index).padStart(4, '0')}`, index === 7 ? '=HYPERLINK("x")' : `Orang ${index % 40}`, 'PNS', index % 3 === 0 ? null : `Jabatan ${index % 5}`, null, null, null,
    ]);
    await app.get(Database).transaction(async (tx) => {
      await tx.insert('employee', ['id', 'number', 'name', 'category', 'job_title', 'email', 'joined_date', 'left_date'], rows);
      await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], [['u1', 'KOTA', 'Kota', null, 'Asia/Jakarta']]);
      await tx.insert('employee_unit', ['employee_id', 'unit_id', 'from_date'], rows.map(([id]) => [id ?? null, 'u1', '2020-01-01']));
    });
  });
  afterAll(async () => {
    await app.close();
    await place.drop();
  });

  const get = (path: string): request.Test => request(app.getHttpServer()).get(`/api/v1/${path}`).set('Authorization', `Bearer ${token}`);

  it.each(['', '&sort=name', '&sort=-name', '&sort=jobTitle', '&sort=-jobTitle'])('has every row once, in the order of the list (%s)', async (sort) => {
    const { body } = await get(`employees?format=json${sort}`).expect(200).expect('Content-Type', /json/);
    const paged: { id: string }[] = [];
    for (let page = 1; page <= 3; page += 1) paged.push(...(await get(`employees?page=${page}&pageSize=500${sort}`).expect(200)).body.items);
    expect(paged).toHaveLength(people);
    expect(body.map((one: { id: string }) => one.id)).toEqual(paged.map((one) => one.id));
    expect(body[0]).toEqual(paged[0]);
  });

  it('keeps to the filters', async () => {
    const { body } = await get('employees?format=json&text=HYPER').expect(200);
    expect(body.map((one: { id: string }) => one.id)).toEqual(['person-7']);
  });

  it('is a CSV that no spreadsheet runs, with titles in the language asked for', async () => {
    const { text, headers } = await get('employees?format=csv&sort=number&page=3&pageSize=2').expect(200);
    const lines = text.split('\r\n');
    expect(headers['content-disposition']).toMatch(/attachment; filename="employees-\d{4}-\d\d-\d\d\.csv"/);
    expect(lines).toHaveLength(people + 2);
    expect(lines[0]).toBe('\ufeffId,NIP,Nama,Status kepegawaian,Jabatan,Surel,Mulai bekerja,Berhenti,Unit,Nama unit');
    expect(lines.find((line) => line.startsWith('person-7,'))).toContain(`"'=HYPERLINK(""x"")"`);
    expect((await get('employees?format=csv&language=en')).text.split('\r\n')[0]).toBe('\ufeffId,Staff number,Name,Category,Job title,Email,Joined date,Left date,Unit,Unit name');
  });

  it('is an XLSX whose staff numbers stay text', async () => {
    const answer = await get('employees?format=xlsx&sort=number').buffer(true).parse(bytesOf).expect(200);
    const book = new Workbook();
    await book.xlsx.load(answer.body as never);
    const sheet = book.worksheets[0];
    expect(sheet?.rowCount).toBe(people + 1);
    expect(sheet?.getCell('B2').value).toBe('199001012020010000');
  });

  it('still says what is wrong with a filter', async () => {
    const { body } = await get('employees?format=xlsx&sort=shoeSize').expect(400).expect('Content-Type', /problem\+json/);
    expect(body.code ?? body.type).toMatch(/unknown-sort-field/);
    await get('employees?format=docx').expect(400);
    await request(app.getHttpServer()).get('/api/v1/employees?format=csv').expect(401);
  });

  it('exists in every format for every list there is, and every field has a title', async () => {
    const routes = [...listRoutes(app.get(ModulesContainer))].map(([path, { model }]) => [path, fieldNames(model)] as const);
    expect(routes.length).toBeGreaterThan(60);
    const untitled = new Set(routes.flatMap(([, fields]) => fields.flatMap((field) => field.split('.')).filter((name) => !hasTitle(name))));
    expect([...untitled]).toEqual([]);
    for (const [path, fields] of routes) {
      if (path.includes('{')) continue;
      const answer = await get(`${path.replace('/api/v1/', '')}?format=csv&language=en`);
      // Lists that need a filter say so; nothing else may go wrong.
      if (answer.status === 400 && /must|need|date|from|which/i.test(JSON.stringify(answer.body))) continue;
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.text.split('\r\n')[0]?.split(',')).toHaveLength(fields.length);
      expect([path, Array.isArray((await get(`${path.replace('/api/v1/', '')}?format=json`).expect(200)).body)]).toEqual([path, true]);
      const sheet = await get(`${path.replace('/api/v1/', '')}?format=xlsx`).buffer(true).parse(bytesOf).expect(200);
      expect((sheet.body as Buffer).subarray(0, 2).toString()).toBe('PK');
    }
  });
});

const bytesOf = (response: request.Response, done: (error: Error | null, body: unknown) => void): void => {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
};
