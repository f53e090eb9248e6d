package io.tickgate.simulator.server;

/** WebSocket opcodes and close codes that the simulator uses (RFC 6455, sections 5.2 and 7.4.1). */
final class Opcode {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    static final int CODE_NORMAL = 1000;
    static final int CODE_GOING_AWAY = 1001;
    static final int CODE_PROTOCOL_ERROR = 1002;
    static final int CODE_UNSUPPORTED_DATA = 1003;
    static final int CODE_NO_STATUS = 1005;
    static final int CODE_BAD_TEXT = 1007;
    static final int CODE_POLICY = 1008;
    static final int CODE_TOO_BIG = 1009;

    private Opcode() {}
}
