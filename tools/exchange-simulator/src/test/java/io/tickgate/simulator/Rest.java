package io.tickgate.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** GET requests by the JDK's own client. */
final class Rest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Rest() {}

    static HttpResponse<String> get(URI base, String target, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + target)).timeout(Duration.ofSeconds(20));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The body of a success. */
    static String body(URI base, String target) throws Exception {
        HttpResponse<String> response = get(base, target);
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(String array) throws IOException {
        return (List<Map<String, Object>>)
                Json.object("{\"array\":" + array + "}").get("array");
    }

    static List<Map<String, Object>> objects(URI base, String target) throws Exception {
        return objects(body(base, target));
    }
}
