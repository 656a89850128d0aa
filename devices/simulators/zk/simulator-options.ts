/** A punch in the simulated log; `wallClock` may be a date that does not exist. */
export interface SimulatedPunch {
  readonly uid: number;
  readonly pin: string;
  readonly wallClock: string;
  readonly verify: number;
  readonly state: number;
  readonly workCode?: number;
}

/** The layouts of an attendance record that a simulated terminal can have (zk.md B.9). */
export const simulatedLayouts = ['8A', '8B', '8B-packed', '16', '16-state-first', '40', '49'] as const;

/** A user of the simulated terminal; `nameBytes` (hex) goes out as it is, for names in other encodings. */
export interface SimulatedUser {
  readonly uid: number;
  readonly pin: string;
  readonly name: string;
  readonly nameBytes?: string;
  readonly privilege?: number;
  readonly card?: number;
}

export type SimulatedLayout = (typeof simulatedLayouts)[number];

/** The kinds of `ZkFaultEffect`, to tell a typing error from a fault. */
export const faultEffectKinds: readonly ZkFaultEffect['kind'][] = ['silence', 'answer', 'cut', 'damage', 'stray', 'event', 'drop', 'duplicate', 'delay', 'shorten', 'lengthen', 'punch', 'clear', 'reboot'];

/** What goes wrong. `packet` counts the packets of one answer from 0, negative from the end. */
export type ZkFaultEffect =
  | { kind: 'silence' }
  | { kind: 'answer'; code: number; data?: string }
  | { kind: 'cut'; afterBytes: number; then: 'fin' | 'reset' | 'stall' }
  | { kind: 'damage'; packet: number; what: 'payload' | 'checksum' | 'magic' | 'length' | 'reply-id' | 'session' }
  | { kind: 'stray'; packet: number; copies: number }
  | { kind: 'event'; packet: number; copies: number }
  | { kind: 'drop'; packet: number }
  | { kind: 'duplicate'; packet: number }
  | { kind: 'delay'; packet: number; milliseconds: number }
  | { kind: 'shorten'; packet: number; bytes: number }
  | { kind: 'lengthen'; packet: number; bytes: number }
  | { kind: 'punch'; count: number }
  | { kind: 'clear' }
  | { kind: 'reboot' };

/** One fault: at which command, from the `nth` time it comes (1 unless said otherwise), and how often (for ever unless said otherwise). */
export interface ZkFault {
  readonly on: number;
  readonly nth?: number;
  readonly times?: number;
  readonly effect: ZkFaultEffect;
}

/** How bytes leave over TCP: an answer's frames in one write, each frame alone, in pieces of so many bytes, or paced like a line. */
export type ZkDelivery =
  | { kind: 'coalesced' }
  | { kind: 'frames' }
  | { kind: 'pieces'; bytes: number }
  | { kind: 'paced'; bytes: number; microseconds: number };

/** Everything a simulated terminal can be told; a terminal with 40-byte records that behaves is what comes out of `{}`. */
export interface ZkSimulatorOptions {
  readonly port?: number;
  readonly transports?: readonly ('tcp' | 'udp')[];
  readonly serial?: string;
  readonly deviceName?: string;
  readonly firmware?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly layout?: SimulatedLayout;
  readonly userBytes?: 28 | 72;
  readonly punches?: readonly SimulatedPunch[];
  readonly users?: readonly SimulatedUser[];
  readonly commKey?: number;
  /** Newer firmware asks for AUTH even with key 0. */
  readonly alwaysAuthenticate?: boolean;
  readonly capacity?: number;
  /** What a full log does with the next punch: drop the oldest, or the new one. */
  readonly whenFull?: 'roll' | 'freeze';
  readonly freeSizesBytes?: 80 | 92 | 112;
  /** What GET_FREE_SIZES says instead of the truth, as a difference to it or as a number. */
  readonly countError?: number;
  readonly reportedCount?: number;
  /** Added to the total at the head of a dataset. */
  readonly totalError?: number;
  /** A dataset up to this many bytes is answered inline. */
  readonly inlineBytes?: number;
  readonly dataPacketBytes?: number;
  readonly dataSession?: 'own' | 'zero';
  readonly closingSession?: 'own' | 'size';
  /** How READ BUFFER is answered: a transfer, or DATA packets alone. */
  readonly chunkAnswer?: 'transfer' | 'data';
  /** How PREPARE BUFFER is answered when the dataset is not inline. */
  readonly prepareAnswer?: 'size' | 'transfer';
  /** Old firmware knows no buffer and answers 65535. */
  readonly buffered?: boolean;
  /** Command 13 gives the right total and unusable content. */
  readonly directReadIsGarbage?: boolean;
  readonly emptyLog?: 'inline' | 'bare-ack' | 'zero-size' | 'error';
  readonly delivery?: ZkDelivery;
  /** What happens to a second TCP client. */
  readonly secondClient?: 'served' | 'hangs' | 'reset';
  /** Whether packets with a wrong checksum are ignored, as if they had not come. */
  readonly strictChecksum?: boolean;
  /** Whether the next event waits for the acknowledgement of the one before. */
  readonly eventsWaitForAck?: boolean;
  readonly eventBytes?: 10 | 12 | 14 | 32 | 36 | 37 | 52;
  /** Minutes east of UTC of the terminal's clock. */
  readonly utcOffsetMinutes?: number;
  /** A wall clock that stands still; may be an impossible date. */
  readonly stoppedClock?: string;
  readonly faults?: readonly ZkFault[];
}
