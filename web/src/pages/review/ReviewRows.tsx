import { memo, type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { nearTime } from '../../format/dates';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { Tick } from '../../list/Tick';
import { HatchTag } from '../../status/Status';
import css from './Review.module.css';
import { ReviewRow } from './ReviewRow';
import { type Decision, keyOf, type ReviewItem } from './review-row';
import { reviewWords } from './review-words';

interface RowsProps {
  readonly page: Schema<'ReviewPage'>;
  readonly wide: boolean;
  readonly grouped: boolean;
  readonly withDate: boolean;
  readonly today: string;
  readonly selected: ReadonlySet<string>;
  readonly current: string | null;
  readonly said: ReadonlyMap<string, Decision>;
  readonly onSelect: (key: string, range: boolean) => void;
  readonly onSelectMany: (keys: readonly string[], on: boolean) => void;
  readonly onOpen: (key: string) => void;
}

/** The rows in their units; a head of a unit says its number and which of its machines is silent. */
export const ReviewRows = memo(function ReviewRows(props: RowsProps): ReactNode {
  const say = useWords(reviewWords);
  const { page, wide, selected, onSelectMany } = props;
  const keys = page.items.map(keyOf);
  const some = keys.some((key) => selected.has(key));
  return (
    <div data-wide={wide} className={css['rows']}>
      {wide ? (
        <div className={css['columns']}>
          <Tick checked={some && keys.every((key) => selected.has(key))} indeterminate={some && !keys.every((key) => selected.has(key))} onChange={(event) => onSelectMany(keys, event.currentTarget.checked)} aria-label={say('selectAll')} />
          <span />
          <span>{say('employee')}</span>
          <span>{say('event')}</span>
          <span>{say('times')}</span>
          <span>{say('day')}</span>
          <span>{say('explanation')}</span>
          <span />
        </div>
      ) : null}
      {blocksOf(page, props.grouped).map((block, index) => (
        <section key={`${block.group?.unitId ?? ''}${index}`} aria-label={block.group ? block.group.name || say('noUnit') : say('title')}>
          {block.group ? <GroupHead block={block} {...props} /> : null}
          <ul>
            {block.rows.map((row) => {
              const key = keyOf(row);
              return <ReviewRow key={key} row={row} wide={wide} withDate={props.withDate} selected={selected.has(key)} current={props.current === key} said={props.said.get(key)} onSelect={props.onSelect} onOpen={props.onOpen} />;
            })}
          </ul>
        </section>
      ))}
    </div>
  );
});

interface Block {
  readonly group: Schema<'ReviewGroup'> | null;
  readonly rows: readonly ReviewItem[];
}

function blocksOf(page: Schema<'ReviewPage'>, grouped: boolean): Block[] {
  if (!grouped) return [{ group: null, rows: page.items }];
  const blocks: { group: Schema<'ReviewGroup'> | null; rows: ReviewItem[] }[] = [];
  for (const row of page.items) {
    const open = blocks.at(-1);
    if (open && open.rows[0]?.unitId === row.unitId) open.rows.push(row);
    else blocks.push({ group: page.groups.find(({ unitId }) => unitId === row.unitId) ?? null, rows: [row] });
  }
  return blocks;
}

function GroupHead({ block, selected, onSelectMany, today }: RowsProps & { readonly block: Block }): ReactNode {
  const say = useWords(reviewWords);
  const { group, rows } = block;
  if (!group) return null;
  const keys = rows.map(keyOf);
  const name = group.name || say('noUnit');
  const all = keys.every((key) => selected.has(key));
  return (
    <header className={css['group']}>
      <Tick checked={all} indeterminate={!all && keys.some((key) => selected.has(key))} onChange={(event) => onSelectMany(keys, event.currentTarget.checked)} aria-label={say('selectUnit', { name })} className={css['check']} />
      <h2>{name}</h2>
      <span className="h-quiet">{wholeNumber(group.count)}</span>
      {group.silentTerminal !== null && group.silentSinceAt !== null ? <HatchTag>{say('terminalSilent', { name: group.silentTerminal, time: nearTime(group.silentSinceAt, rows[0]?.strip.zone ?? 'UTC', today) })}</HatchTag> : null}
    </header>
  );
}
