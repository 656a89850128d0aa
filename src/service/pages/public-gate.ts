import { Injectable } from '@nestjs/common';
import { type NextFunction, type Request, type Response } from 'express';
import { Counter } from 'prom-client';
import { Clock } from '../../platform/clock';
import { Metrics } from '../../platform/health/metrics';
import { languageOf, sendPublicHtml } from './public-page';
import { faultPage } from './public-page-filter';
import { networkOf, RateLimit } from './rate-limit';

/** What one network may send at once, and after that one every so often: a family that shares a phone, not a machine. */
const posts = { burst: 20, everyMs: 15_000 };
/** What one network may open: a whole waiting room behind one address, not a crawler. */
const pages = { burst: 300, everyMs: 50 };
/** What all together may send by the codes on the walls; links of tickets are signed and have room of their own. */
const openPosts = { burst: 200, everyMs: 20 };

/** The addresses of the public pages; the router behind matches them without regard to case, so this does too. */
const publicPaths = /^\/(suara|pengaduan)(\/|$)/i;
const ticketPaths = /^\/suara\/tiket\//i;

/** Stands before everything else and turns away what is too much for the public pages, before a body is read or a log line made. */
@Injectable()
export class PublicGate {
  private readonly posts = new RateLimit(posts.burst, posts.everyMs);
  private readonly pages = new RateLimit(pages.burst, pages.everyMs);
  private readonly openPosts = new RateLimit(openPosts.burst, openPosts.everyMs);
  private readonly turnedAway: Counter;

  constructor(
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.turnedAway = new Counter({ name: 'hadir_public_turned_away_total', help: 'Requests of public pages that a limit turned away', registers: [metrics.registry] });
  }

  /** The gate as the first middleware of the application. */
  readonly stand = (request: Request, response: Response, next: NextFunction): void => {
    if (!publicPaths.test(request.path) || this.admits(request)) return next();
    this.turnedAway.inc();
    // What it wanted to say is not read: the connection ends with this answer.
    request.resume();
    // A crowd on open connections starves new ones: node accepts one in each turn of its loop, and serves every open one in between (measured by the bench).
    response.setHeader('Connection', 'close');
    sendPublicHtml(response, 429, faultPage(429, languageOf(request.query['lang'])));
  };

  private admits(request: Request): boolean {
    const [network, now] = [networkOf(request.ip ?? ''), this.clock.now()];
    if (request.method !== 'POST') return this.pages.take(network, now);
    if (!this.posts.take(network, now)) return false;
    return ticketPaths.test(request.path) || this.openPosts.take('', now);
  }
}
