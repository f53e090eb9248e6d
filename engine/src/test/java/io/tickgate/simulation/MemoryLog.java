package io.tickgate.simulation;

import io.tickgate.journal.JournalException;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A log in memory that reads as the real one does: whole records only, a torn end left out, anything else refused. */
final class MemoryLog implements Log {
    private final RecordChecksum checksum = new RecordChecksum();
    private final RecordFlyweight header = new RecordFlyweight();
    private final List<byte[]> records = new ArrayList<>();
    private final boolean isContiguous;
    private final Plant plant;
    private int flippedAt = -1;
    private int flippedBit;

    MemoryLog(boolean isContiguous, Plant plant) {
        this.isContiguous = isContiguous;
        this.plant = plant;
    }

    @Override
    public void open() {
        // It is always open.
    }

    @Override
    public void append(byte[] record) {
        records.add(record);
    }

    @Override
    public void tear(byte[] record) {
        byte[] torn = record.clone();
        for (int i = torn.length / 2; i < torn.length; i++) {
            torn[i] = 0;
        }
        torn[torn.length - 1] = (byte) ~record[torn.length - 1];
        records.add(torn);
    }

    @Override
    public List<byte[]> read(int from, long lastSequence) {
        List<byte[]> whole = new ArrayList<>(records.size());
        long last = lastSequence;
        for (int i = from; i < records.size(); i++) {
            byte[] record = records.get(i);
            header.wrap(new UnsafeBuffer(record), 0, record.length);
            if (!plant.is(PlantedFault.CHECKSUM_IGNORED) && !isWhole(record)) {
                continue; // What follows must take its sequence.
            }
            long sequence = header.sequence();
            boolean follows = isContiguous ? sequence == last + 1 : sequence >= last;
            if (last != 0 && !follows) {
                throw new JournalException("Record at place " + i + " does not follow " + last);
            }
            last = sequence;
            whole.add(record);
        }
        return whole;
    }

    @Override
    public List<byte[]> appended() {
        List<byte[]> all = new ArrayList<>(records);
        if (flippedAt >= 0) {
            all.set(flippedAt, toggled());
        }
        all.removeIf(record -> !isWhole(record));
        return all;
    }

    @Override
    public int positionBehind(int count) {
        int seen = 0;
        int at = 0;
        while (seen < count) {
            seen += at == flippedAt || isWhole(records.get(at)) ? 1 : 0;
            at++;
        }
        return at;
    }

    @Override
    public boolean isFlippedFrom(int position) {
        return flippedAt >= position;
    }

    private boolean isWhole(byte[] record) {
        header.wrap(new UnsafeBuffer(record), 0, record.length);
        return header.length() == record.length
                && checksum.of(ByteBuffer.wrap(record), 0, record.length) == header.crc32c();
    }

    @Override
    public boolean flip(Chance chance) {
        if (records.size() < 3 || flippedAt >= 0) {
            return false;
        }
        int at = chance.below(records.size() - 2) + 1;
        if (!isWhole(records.get(at))) {
            return false; // It is left out anyway.
        }
        flippedAt = at;
        flippedBit = chance.below(records.get(flippedAt).length * Byte.SIZE);
        records.set(flippedAt, toggled());
        return true;
    }

    private byte[] toggled() {
        byte[] bytes = records.get(flippedAt).clone();
        bytes[flippedBit / Byte.SIZE] ^= (byte) (1 << flippedBit % Byte.SIZE);
        return bytes;
    }

    @Override
    public void restore() {
        if (flippedAt >= 0) {
            records.set(flippedAt, toggled());
            flippedAt = -1;
        }
    }

    @Override
    public int size() {
        return records.size();
    }
}
