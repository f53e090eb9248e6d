package io.tickgate.input;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.tickgate.config.EngineWait;

/** How the stages wait for work, by the alias of the configuration. */
public final class WaitStrategies {
    private WaitStrategies() {}

    /** The strategy of an alias that was concluded already (not {@code AUTO}). */
    public static WaitStrategy of(EngineWait alias) {
        return switch (alias) {
            case BLOCKING -> new BlockingWaitStrategy();
            case YIELDING -> new YieldingWaitStrategy();
            case SPINNING -> new BusySpinWaitStrategy();
            case AUTO -> throw new IllegalArgumentException("The configuration concludes auto before it is used");
        };
    }
}
