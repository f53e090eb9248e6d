package io.tickgate.market;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A market that was restored from what another one saved, and what it puts out. */
final class SavedMarket {
    private final List<byte[]> outputs = new ArrayList<>();
    private final Market market = new Market(this::onOutput);

    private SavedMarket() {}

    static SavedMarket of(Market saved) {
        byte[] bytes = save(saved);
        SavedMarket restored = new SavedMarket();
        int[] at = {0};
        restored.market.restore(new StateReader((into, length) -> {
            System.arraycopy(bytes, at[0], into, 0, length);
            at[0] += length;
        }));
        if (at[0] != bytes.length) {
            throw new AssertionError(bytes.length - at[0] + " bytes of the snapshot were not read");
        }
        return restored;
    }

    static byte[] save(Market market) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter((chunk, length) -> bytes.write(chunk, 0, length));
        market.save(writer);
        writer.hash();
        return bytes.toByteArray();
    }

    private void onOutput(UnsafeBuffer record, int length) {
        byte[] copy = new byte[length];
        record.getBytes(0, copy);
        outputs.add(copy);
    }

    Market market() {
        return market;
    }

    List<byte[]> outputs() {
        return outputs;
    }
}
