import { checkShift } from '../schedule/check-shift';
import type { Shift, ShiftVersion } from '../schedule/shift';
import type { ScenarioCase } from './scenario-schema';

type ScenarioShift = NonNullable<ScenarioCase['shifts']>[string];

/** The shift a scenario names: its own hours since ever, and each version from its date on, inheriting what it leaves out. */
export function shiftOf(code: string, written: ScenarioShift): Shift {
  const base = versionOf(null, written);
  const later = (written.versions ?? []).map(({ from, ...hours }) =>
    versionOf(from, { ...withoutVersions(written), ...hours }),
  );
  return {
    code,
    ...(written.name ? { name: written.name } : {}),
    versions: written.segments ? [base, ...later] : later,
  };
}

/** What is impossible about a shift, each with its place in the file. */
export function shiftProblems(code: string, written: ScenarioShift): { path: string[]; message: string }[] {
  const hasBase = written.segments !== undefined;
  return checkShift(shiftOf(code, written))
    .filter((problem) => problem.severity === 'error')
    .map(({ path, message }) => ({ path: ['shifts', code, ...inFile(path, hasBase)], message }));
}

/** 'versions[0].segments[1]' is the shift's own segments when it has any. */
function inFile(path: string, hasBase: boolean): string[] {
  if (!hasBase) return [path];
  const match = /^versions\[(\d+)\]\.?(.*)$/.exec(path);
  if (!match) return [path];
  const index = Number(match[1]);
  return index === 0 ? [match[2] ?? ''] : [`versions[${index - 1}]`, match[2] ?? ''];
}

function withoutVersions({ segments, breaks, punchEachSegment }: ScenarioShift) {
  return { segments, breaks, punchEachSegment };
}

function versionOf(
  from: string | null,
  hours: Pick<ScenarioShift, 'segments' | 'breaks' | 'punchEachSegment'>,
): ShiftVersion {
  return {
    from,
    segments: hours.segments ?? [],
    breaks: hours.breaks ?? [],
    punchEachSegment: hours.punchEachSegment ?? false,
  };
}
