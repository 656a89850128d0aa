/** The part of zkteco-js 1.7.2 that is built upon here; the package has no types of its own. */
declare module 'zkteco-js/src/ztcp' {
  class Ztcp {
    constructor(ip: string, port: number, timeout: number, maxChunk?: number);
    ip: string;
    port: number;
    timeout: number;
    socket: unknown;
    sessionId: number | null;
    createSocket(onError?: (error: Error) => void, onClose?: (kind: string) => void): Promise<unknown>;
    connect(): Promise<boolean>;
    closeSocket(): Promise<boolean>;
    disconnect(): Promise<boolean>;
    writeMessage(message: Buffer, connecting: boolean): Promise<Buffer>;
    requestData(message: Buffer): Promise<Buffer>;
    sendChunkRequest(start: number, size: number): Promise<void>;
    executeCmd(command: number, data: string | Buffer): Promise<Buffer>;
    readWithBuffer(
      request: Buffer,
      onProgress?: ((bytes: number, total: number) => void) | null,
    ): Promise<{ data: Buffer }>;
    getUsers(): Promise<{ data: unknown[] }>;
    getAttendances(onProgress?: (bytes: number, total: number) => void): Promise<{ data: unknown[] }>;
    getRealTimeLogs(onEvent?: (event: unknown) => void): Promise<void>;
    getInfo(): Promise<{ userCounts: number; logCounts: number; logCapacity: number }>;
    getAttendanceSize(): Promise<number>;
    getTime(): Promise<unknown>;
    freeData(): Promise<unknown>;
    setTime(time: Date | number): Promise<unknown>;
    voiceTest(): Promise<unknown>;
    setUser(...user: unknown[]): Promise<unknown>;
    deleteUser(uid: number): Promise<unknown>;
    clearAttendanceLog(): Promise<unknown>;
    clearData(): Promise<unknown>;
    disableDevice(): Promise<unknown>;
    enableDevice(): Promise<unknown>;
  }
  export = Ztcp;
}

declare module 'zkteco-js' {
  import Ztcp from 'zkteco-js/src/ztcp';
  class ZktecoJs {
    constructor(ip: string, port: number, timeout: number, inport?: number, maxChunk?: number);
    ztcp: Ztcp;
    zudp: unknown;
    connectionType: 'tcp' | 'udp' | null;
    getSerialNumber(): Promise<string>;
    getDeviceName(): Promise<string>;
    getPlatform(): Promise<string>;
    getMacAddress(): Promise<string>;
    getVendor(): Promise<string>;
    getFirmware(): Promise<string>;
  }
  export = ZktecoJs;
}
