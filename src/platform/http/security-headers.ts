import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';

/**
 * What every answer says to browsers. Scripts come from our own files only, never from inside a page. Style attributes and style elements are let in, since the
 * console's component library places its menus and widths by them; without script they can do little. Single routes tighten this (papers, reports, public pages).
 */
const always = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      scriptSrcAttr: ["'none'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'same-origin' },
  // Many offices run on plain HTTP inside their own network; only who came by TLS is told to stay with it.
  strictTransportSecurity: false,
});

/** The headers of every answer; what the API says is kept by nobody on the way. */
export const securityHeaders: RequestHandler = (request: Request, response: Response, next: NextFunction): void => {
  if (request.secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
  if (request.path.startsWith('/api/v1/')) response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Permissions-Policy', 'camera=(self), geolocation=(), microphone=(), payment=()');
  always(request, response, next);
};
