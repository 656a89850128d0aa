import { generateKeyPairSync } from 'node:crypto';
import { pki, md } from 'node-forge';

/** A certificate and its key (PEM). */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const dayMs = 86_400_000;

/** A certificate authority that exists for one test. */
export class OwnAuthority {
  private readonly keys = newKeys();
  private readonly certificate: pki.Certificate;
  private serial = 1;

  constructor(private readonly name: string) {
    const extensions = [{ name: 'basicConstraints', cA: true, critical: true }, { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }];
    this.certificate = this.sign(this.keys, this.name, extensions);
  }

  /** The certificate that others believe (PEM). */
  get ca(): string {
    return pki.certificateToPem(this.certificate);
  }

  /** A certificate for 127.0.0.1 and localhost, good for servers and clients. */
  issue(name: string): Certificate {
    const keys = newKeys();
    const alternatives = [{ type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }];
    const certificate = this.sign(keys, name, [{ name: 'extKeyUsage', serverAuth: true, clientAuth: true }, { name: 'subjectAltName', altNames: alternatives }]);
    return { cert: pki.certificateToPem(certificate), key: pki.privateKeyToPem(keys.privateKey) };
  }

  private sign(keys: pki.rsa.KeyPair, subject: string, extensions: object[]): pki.Certificate {
    const certificate = pki.createCertificate();
    certificate.publicKey = keys.publicKey;
    certificate.serialNumber = String(this.serial++).padStart(2, '0');
    certificate.validity.notBefore = new Date(Date.now() - dayMs);
    certificate.validity.notAfter = new Date(Date.now() + dayMs);
    certificate.setSubject([{ name: 'commonName', value: subject }]);
    certificate.setIssuer([{ name: 'commonName', value: this.name }]);
    certificate.setExtensions(extensions);
    certificate.sign(this.keys.privateKey, md.sha256.create());
    return certificate;
  }
}

/** Made by Node, since it is a hundred times quicker. */
function newKeys(): pki.rsa.KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { publicKey: pki.publicKeyFromPem(publicKey), privateKey: pki.privateKeyFromPem(privateKey) };
}
