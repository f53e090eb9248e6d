package io.tickgate.market;

import io.tickgate.record.HoldingFlyweight;
import io.tickgate.record.HoldingResult;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.RecordKind;
import org.agrona.DirectBuffer;

/**
 * Decides what users say that they hold, each command at its own sequence. Holdings move no gate, no price and no bet; they are decided
 * here so that a restart has them and an acknowledged one is never lost.
 */
final class HoldingDesk {
    private final Holdings holdings;
    private final Definitions definitions;
    private final DecisionWriter decisions;
    private final InstrumentFlyweight instrument = new InstrumentFlyweight();

    HoldingDesk(Holdings holdings, Definitions definitions, DecisionWriter decisions) {
        this.holdings = holdings;
        this.definitions = definitions;
        this.decisions = decisions;
    }

    /**
     * Decides a command. To hold nothing is always possible, also of an instrument that was withdrawn.
     *
     * @param command to set a holding.
     * @param nowEpochNs market time.
     */
    void onHolding(HoldingFlyweight command, long nowEpochNs) {
        Holdings.Owner owner = Holdings.Owner.of(command.tenant(), command.user());
        long previousE8 = holdings.amountE8(owner, command.instrumentId());
        HoldingResult result = judge(command, owner, previousE8, nowEpochNs);
        if (result == HoldingResult.SET || result == HoldingResult.REMOVED) {
            holdings.set(owner, command.instrumentId(), command.amountE8());
        }
        decisions.holdingDecided(command, result, previousE8, nowEpochNs);
    }

    private HoldingResult judge(HoldingFlyweight command, Holdings.Owner owner, long previousE8, long nowEpochNs) {
        if (command.engineTimeEpochNs() < nowEpochNs - BetRules.COMMAND_LIFE_NS) {
            return HoldingResult.COMMAND_EXPIRED;
        }
        if (command.amountE8() < 0) {
            return HoldingResult.AMOUNT_INVALID;
        }
        if (command.amountE8() == 0) {
            return HoldingResult.REMOVED;
        }
        if (!isListed(command.instrumentId())) {
            return HoldingResult.UNKNOWN_INSTRUMENT;
        }
        return previousE8 > 0 || holdings.hasRoom(owner) ? HoldingResult.SET : HoldingResult.HOLDINGS_LIMIT;
    }

    private boolean isListed(int instrumentId) {
        DirectBuffer definition = definitions.get(RecordKind.INSTRUMENT_DEFINED, instrumentId);
        return definition != null
                && !instrument.wrap(definition, 0, definition.capacity()).isRetired();
    }

    /** Puts out every holding again, as set by no command, for a read model that begins with a restored market. */
    void tellAll(long nowEpochNs) {
        holdings.forEach((owner, instrumentId, amountE8) ->
                decisions.holdingHeld(owner.tenantBytes(), owner.userBytes(), instrumentId, amountE8, nowEpochNs));
    }
}
