package io.tickgate.input;

import com.lmax.disruptor.ExceptionHandler;
import org.agrona.ErrorHandler;

/**
 * The answer to a stage that throws: record, then stop the process. The record that it threw at is neither skipped nor tried again;
 * the restart replays the journal.
 */
public final class StageErrorHandler implements ExceptionHandler<InputSlot> {
    private final ErrorHandler errorHandler;
    private final Runnable halt;

    /**
     * Stops a process.
     *
     * @param errorHandler records; never throws.
     * @param halt ends the process at once; in a test it may return, then the stage's thread ends.
     */
    public StageErrorHandler(ErrorHandler errorHandler, Runnable halt) {
        this.errorHandler = errorHandler;
        this.halt = halt;
    }

    @Override
    public void handleEventException(Throwable throwable, long ringSequence, InputSlot slot) {
        long sequence = slot == null ? -1 : slot.sequence();
        errorHandler.onError(
                new IllegalStateException("A stage failed at sequence " + sequence + "; the process stops", throwable));
        halt.run();
        throw new IllegalStateException("Stopped at sequence " + sequence, throwable);
    }

    @Override
    public void handleOnStartException(Throwable throwable) {
        errorHandler.onError(throwable);
        halt.run();
    }

    @Override
    public void handleOnShutdownException(Throwable throwable) {
        errorHandler.onError(throwable);
    }
}
