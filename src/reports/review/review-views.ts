import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { type ReviewViewBody, type ReviewViewItem } from './review-items';

/** Views that one account keeps; more would be no help. */
const mostViews = 30;

/** Lists with their filters that people keep under a name; everybody has their own. */
@Injectable()
export class ReviewViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(actor: string): Promise<ReviewViewItem[]> {
    return this.database.query('SELECT id, name, query FROM review_view WHERE actor = ? ORDER BY created_at, id', [actor]);
  }

  /** @throws DomainError `too-many-views` */
  save(actor: string, { name, query }: ReviewViewBody): Promise<ReviewViewItem> {
    return this.database.transaction(async (tx) => {
      const kept = await tx.query('SELECT id FROM review_view WHERE actor = ?', [actor]);
      if (kept.length >= mostViews) throw new DomainError('too-many-views', `At most ${mostViews} views are kept; remove one first.`, 409, { most: mostViews });
      const view = { id: uuidv7(), name, query };
      await tx.insert('review_view', ['id', 'actor', 'name', 'query', 'created_at'], [[view.id, actor, name, query, this.clock.now()]]);
      return view;
    });
  }

  /** @throws DomainError `unknown-view` */
  async remove(actor: string, id: string): Promise<void> {
    const removed = await this.database.transaction((tx) => tx.execute('DELETE FROM review_view WHERE id = ? AND actor = ?', [id, actor]));
    if (removed === 0) throw new DomainError('unknown-view', `You keep no view with the id "${id}".`, 404);
  }
}
