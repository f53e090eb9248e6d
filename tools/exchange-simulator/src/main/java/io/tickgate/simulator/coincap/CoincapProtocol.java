package io.tickgate.simulator.coincap;

import io.tickgate.simulator.market.Instrument;
import io.tickgate.simulator.rest.RestAnswer;
import io.tickgate.simulator.rest.RestRequest;
import io.tickgate.simulator.stream.Dialogue;
import io.tickgate.simulator.stream.VenueProtocol;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** CoinCap v3: {@code /prices?assets=…&apiKey=…} for prices as they change, {@code /v3/assets} by REST. Any thread may call. */
public final class CoincapProtocol implements VenueProtocol {

    private static final String PRICES = "/prices";
    private static final String ASSETS = "/v3/assets";
    private static final String BEARER = "Bearer ";

    /** None is documented; as at Binance. */
    private static final int FRAMES_PER_SECOND_MAX = 5;

    private final AssetPrices prices;
    private final String key;
    private final LongSupplier wallClockMs;

    /**
     * Creates one.
     *
     * @param key that clients must show
     * @param wallClockMs for the time of answers
     */
    public CoincapProtocol(AssetPrices prices, String key, LongSupplier wallClockMs) {
        this.prices = prices;
        this.key = key;
        this.wallClockMs = wallClockMs;
    }

    @Override
    public boolean isStreamPath(String path) {
        return path.equals(PRICES);
    }

    @Override
    public Dialogue open(String path, Map<String, List<String>> query) {
        boolean authorized = query.getOrDefault("apiKey", List.of()).contains(key);
        List<String> wanted = query.getOrDefault("assets", List.of());
        return new CoincapSession(authorized ? streams(wanted) : List.of(), authorized);
    }

    /** An asset that is not listed is passed over and never delivers. */
    private List<String> streams(List<String> wanted) {
        Set<String> slugs = wanted.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .collect(Collectors.toSet());
        return prices.assets().stream()
                .map(asset -> AssetPrices.slug(asset.symbol()))
                .filter(slug -> slugs.contains("ALL") || slugs.contains(slug))
                .map(AssetPrices::stream)
                .toList();
    }

    @Override
    public RestAnswer rest(RestRequest request) {
        if (!isAuthorized(request)) {
            return RestAnswer.of(403, "{\"error\":\"Unauthorized: a valid API key is required\"}");
        }
        String path = request.path();
        if (!request.method().equals("GET")) {
            return RestAnswer.of(405, "{\"error\":\"method not allowed\"}");
        }
        if (path.equals(ASSETS)) {
            return listing(request.parameter("ids"));
        }
        if (path.startsWith(ASSETS + "/")) {
            return single(path.substring(ASSETS.length() + 1));
        }
        return RestAnswer.of(404, "{\"error\":\"not found\"}");
    }

    private boolean isAuthorized(RestRequest request) {
        return request.parameter("apiKey").equals(key)
                || request.header("authorization").equals(BEARER + key);
    }

    private RestAnswer listing(String ids) {
        Set<String> slugs = Arrays.stream(ids.split(",")).collect(Collectors.toSet());
        return timed(IntStream.range(0, prices.assets().size())
                .filter(i -> ids.isEmpty() || slugs.contains(slug(i)))
                .mapToObj(this::asset)
                .collect(Collectors.joining(",", "[", "]")));
    }

    private RestAnswer single(String slug) {
        return IntStream.range(0, prices.assets().size())
                .filter(i -> slug(i).equals(slug))
                .mapToObj(i -> timed(asset(i)))
                .findFirst()
                .orElseGet(() -> RestAnswer.of(404, "{\"error\":\"asset not found\"}"));
    }

    private String slug(int index) {
        return AssetPrices.slug(prices.assets().get(index).symbol());
    }

    private String asset(int index) {
        Instrument asset = prices.assets().get(index);
        String slug = slug(index);
        return "{\"id\":\"" + slug + "\",\"rank\":\"" + (index + 1) + "\",\"symbol\":\"" + asset.baseAsset()
                + "\",\"name\":\"" + slug.substring(0, 1).toUpperCase(Locale.ROOT) + slug.substring(1)
                + "\",\"priceUsd\":\"" + prices.find(slug) + "\"}";
    }

    private RestAnswer timed(String data) {
        return RestAnswer.ok("{\"timestamp\":" + wallClockMs.getAsLong() + ",\"data\":" + data + "}");
    }

    @Override
    public int framesPerSecondMax() {
        return FRAMES_PER_SECOND_MAX;
    }
}
