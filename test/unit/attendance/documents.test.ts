import fc from 'fast-check';
import { documentTypeOf } from '../../../src/platform/files/document-type';
import { attachmentDisposition, decodedFormName, safeFileName } from '../../../src/platform/files/file-name';

describe('the type of a paper', () => {
  it.each([
    ['%PDF-1.7\n', 'application/pdf'],
    ['\xff\xd8\xff\xe0\x00\x10JFIF', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n\x00', 'image/png'],
  ])('is told by its first bytes (%j)', (bytes, mediaType) => {
    expect(documentTypeOf(Buffer.from(bytes, 'latin1'))?.mediaType).toBe(mediaType);
  });

  it.each([[''], ['%PDF'], ['<html>%PDF-1.7'], ['MZ'], ['PK\x03\x04'], ['GIF89a'], ['\xff\xd8'], ['<svg xmlns="x"/>']])('is none of ours for %j', (bytes) => {
    expect(documentTypeOf(Buffer.from(bytes, 'latin1'))).toBeNull();
  });
});

describe('the name of a paper', () => {
  it.each([
    ['surat sakit.pdf', 'surat sakit.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\budi\\surat.PDF', 'surat.PDF'],
    ['a"; filename="b.exe', 'a__ filename=_b.exe.pdf'],
    ['line\r\nbreak.pdf', 'line__break.pdf'],
    ['gpj.\u202efdp', 'gpj._fdp.pdf'],
    ['..', 'document.pdf'],
    ['', 'document.pdf'],
  ])('%j becomes %j', (given, kept) => {
    expect(safeFileName(given, 'pdf')).toBe(kept);
  });

  it('never is a path, never breaks a header, and always ends as what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeFileName(given, 'png');
        expect(name).not.toMatch(/[\\/\u0000-\u001f"]/);
        expect(name.startsWith('.')).toBe(false);
        expect(name.toLowerCase().endsWith('.png') || name.toLowerCase().endsWith('.jpeg')).toBe(true);
        expect(attachmentDisposition(name)).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9%._~!&$+#^`|-]*$/);
      }),
    );
  });

  it('is read as the UTF-8 that a browser sent', () => {
    expect(decodedFormName(Buffer.from('surat izin ünïcode.pdf', 'utf8').toString('latin1'))).toBe('surat izin ünïcode.pdf');
    expect(decodedFormName('日本.pdf')).toBe('日本.pdf');
    expect(decodedFormName('caf\xe9.pdf')).toBe('café.pdf');
  });
});
