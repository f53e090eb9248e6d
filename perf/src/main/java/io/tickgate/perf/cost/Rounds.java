package io.tickgate.perf.cost;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs contenders in turns, so that what the machine does to one of them it does to all, and each round starts with another one.
 *
 * @param warmUps rounds that are not counted: the compiler works in them.
 * @param rounds counted, 5 or more for a figure that is written down.
 */
record Rounds(int warmUps, int rounds) {
    /**
     * Runs.
     *
     * @param contenders in the order of the table.
     * @return one series each, in that order.
     */
    List<Series> run(List<? extends Contender> contenders) {
        for (int i = 0; i < warmUps; i++) {
            contenders.forEach(Contender::run);
        }
        List<List<Cost>> costs = new ArrayList<>();
        contenders.forEach(contender -> costs.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < contenders.size(); turn++) {
                int index = (round + turn) % contenders.size();
                costs.get(index).add(contenders.get(index).run());
            }
        }
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            series.add(new Series(contenders.get(i).name(), costs.get(i)));
        }
        return series;
    }
}
