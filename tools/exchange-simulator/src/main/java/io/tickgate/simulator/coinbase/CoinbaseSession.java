package io.tickgate.simulator.coinbase;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultKind;
import io.tickgate.simulator.stream.Dialogue;
import io.tickgate.simulator.stream.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one client has subscribed to so far, and the answers to its messages. Owned by the connection's I/O thread. Bounded by the products that are listed: others are refused.
 *
 * <p>An acknowledgement lists all subscriptions of the connection, in an order that nobody may rely on. A request that is partly wrong gets an error for each wrong part and the
 * acknowledgement for the rest.
 */
public final class CoinbaseSession implements Dialogue {

    /** Texts of a client are echoed in errors up to here. */
    private static final int ECHO_MAX_CHARS = 64;

    private final Set<String> products;
    private final Duration patience;
    private final FaultBoard faults;
    private final Random order;
    private final Set<String> streams = new LinkedHashSet<>();

    /**
     * Starts without subscriptions.
     *
     * @param products that are listed
     * @param patience after which a client without a subscription is cut off
     * @param seed of the order of acknowledgements
     * @param faults asked before each subscription
     */
    public CoinbaseSession(Set<String> products, Duration patience, long seed, FaultBoard faults) {
        this.faults = faults;
        this.products = products;
        this.patience = patience;
        this.order = new Random(seed);
    }

    /** Payloads name their product themselves. */
    @Override
    public boolean isCombined() {
        return false;
    }

    /** Times are texts with microseconds. */
    @Override
    public boolean isMicroseconds() {
        return true;
    }

    @Override
    public List<String> streams() {
        return List.copyOf(streams);
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public Reply onText(String text) {
        SubscribeRequest request = SubscribeRequest.parse(text);
        if (request == null) {
            return Reply.of("{\"type\":\"error\",\"message\":\"Malformed JSON\"}");
        }
        return switch (request.type()) {
            case "subscribe" -> subscribe(request);
            case "unsubscribe" -> unsubscribe(request);
            default -> Reply.of("{\"type\":\"error\",\"message\":\"Type has to be either subscribe or unsubscribe\"}");
        };
    }

    private Reply subscribe(SubscribeRequest request) {
        Fault fault = faults.take(FaultKind.ACK_ERROR);
        if (fault != null) {
            faults.counts().count(FaultKind.ACK_ERROR);
            return Reply.of(
                    fault.option()
                            ? error("subscription limit reached")
                            : "{\"type\":\"error\",\"message\":\"Failed to subscribe\"}");
        }
        Set<String> reasons = new LinkedHashSet<>();
        Set<String> valid = new LinkedHashSet<>();
        for (SubscribeRequest.Channel channel : request.channels()) {
            collect(channel, request.products(), valid, reasons);
        }
        if (request.channels().isEmpty()) {
            reasons.add("channels must be given");
        }
        List<String> entered = valid.stream().filter(streams::add).toList();
        List<String> texts = new ArrayList<>();
        reasons.forEach(reason -> texts.add(error(reason)));
        if (!valid.isEmpty()) {
            texts.add(acknowledgement());
        }
        return new Reply(texts, List.of(), entered, false);
    }

    private void collect(
            SubscribeRequest.Channel channel, List<String> common, Set<String> valid, Set<String> reasons) {
        if (Channels.AUTHENTICATED.contains(channel.name())) {
            reasons.add("level2, level3, and full channels now require authentication.");
            return;
        }
        if (!Channels.SPOKEN.contains(channel.name())) {
            reasons.add(printable(channel.name()) + " is not a valid channel");
            return;
        }
        List<String> wanted = Objects.requireNonNullElse(channel.products(), common);
        if (wanted.isEmpty()) {
            reasons.add(channel.name() + " requires product_ids");
        }
        for (String product : wanted) {
            if (products.contains(product)) {
                valid.add(Channels.stream(product, channel.name()));
            } else {
                reasons.add(printable(product) + " is not a valid product");
            }
        }
    }

    private Reply unsubscribe(SubscribeRequest request) {
        List<String> left =
                streams.stream().filter(stream -> isNamed(stream, request)).toList();
        left.forEach(streams::remove);
        return Reply.of(acknowledgement(), left, List.of());
    }

    /** A channel without products means all of its products. */
    private static boolean isNamed(String stream, SubscribeRequest request) {
        return request.channels().stream()
                .filter(channel -> channel.name().equals(Channels.channelOf(stream)))
                .map(channel -> Objects.requireNonNullElse(channel.products(), request.products()))
                .anyMatch(named -> named.isEmpty() || named.contains(Channels.productOf(stream)));
    }

    private String acknowledgement() {
        List<String> shuffled = new ArrayList<>(streams);
        Collections.shuffle(shuffled, order);
        Map<String, List<String>> byChannel = new LinkedHashMap<>();
        for (String stream : shuffled) {
            byChannel
                    .computeIfAbsent(Channels.channelOf(stream), name -> new ArrayList<>())
                    .add('"' + Channels.productOf(stream) + '"');
        }
        return byChannel.entrySet().stream()
                .map(channel -> "{\"name\":\"" + channel.getKey() + "\",\"product_ids\":["
                        + String.join(",", channel.getValue()) + "]}")
                .collect(Collectors.joining(",", "{\"type\":\"subscriptions\",\"channels\":[", "]}"));
    }

    private static String error(String reason) {
        return "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"" + reason + "\"}";
    }

    private static String printable(String text) {
        String cut = text.substring(0, Math.min(text.length(), ECHO_MAX_CHARS));
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(cut));
    }
}
