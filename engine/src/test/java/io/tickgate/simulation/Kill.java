package io.tickgate.simulation;

/** The process is gone at this instruction. Nothing of it goes on; what it had appended is on the disk. */
final class Kill extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Kill() {
        super(null, null, false, false);
    }
}
