/** The counters of `INFO` (push.md A2, INFO order); null where the terminal says nothing or no number. */
export interface InfoCounters {
  firmware: string;
  users: number | null;
  fingerprints: number | null;
  /** Attendance records on the terminal: the free reconciliation counter. */
  attendanceRecords: number | null;
  address: string | null;
  fingerAlgorithm: string | null;
  faceAlgorithm: string | null;
  facesNeeded: number | null;
  faces: number | null;
  features: string | null;
  cards: number | null;
  userPhotos: number | null;
  attendancePhotos: number | null;
}

/** Reads the value of `INFO=` of a getrequest (push.md A2); spaces around the values are taken; null when there is none. */
export function parseInfo(text: string | undefined): InfoCounters | null {
  const values = (text ?? '').split(',').map((value) => value.trim());
  if (values.every((value) => value === '')) return null;
  const textAt = (index: number): string | null => values[index]?.slice(0, 100) || null;
  const countAt = (index: number): number | null =>
    /^\d{1,10}$/.test(values[index] ?? '') ? Number(values[index]) : null;
  return {
    firmware: textAt(0) ?? '',
    users: countAt(1),
    fingerprints: countAt(2),
    attendanceRecords: countAt(3),
    address: textAt(4),
    fingerAlgorithm: textAt(5),
    faceAlgorithm: textAt(6),
    facesNeeded: countAt(7),
    faces: countAt(8),
    features: textAt(9),
    cards: countAt(10),
    userPhotos: countAt(11),
    attendancePhotos: countAt(12),
  };
}
