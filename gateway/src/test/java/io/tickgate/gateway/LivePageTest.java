package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live page as a browser gets it. */
@Timeout(30)
class LivePageTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final RunningGateway running = new RunningGateway();

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    @Test
    void shouldServeAPageThatNeedsNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = running.get("/");

        String policy = page.headers().firstValue("Content-Security-Policy").orElse("none");
        assertEquals(200, page.statusCode());
        assertEquals(
                "text/html; charset=utf-8",
                page.headers().firstValue("Content-Type").orElse("none"));
        assertTrue(policy.contains("script-src 'self'") && policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        Matcher references = REFERENCE.matcher(page.body());
        int count = 0;
        while (references.find()) {
            assertEquals(200, running.get(references.group(1)).statusCode(), references.group(1));
            count++;
        }
        assertEquals(3, count);
    }

    @Test
    void shouldPutTextInAsTextOnly() throws Exception {
        String script = running.get("/live.js").body();
        String page = running.get("/").body();

        assertFalse(Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(")
                .matcher(script)
                .find());
        assertFalse(Pattern.compile(" on[a-z]+=|<style|style=").matcher(page).find());
    }

    @Test
    void shouldAnswer304WhenTheBrowserHasTheFile() throws Exception {
        String etag = running.get("/live.css").headers().firstValue("ETag").orElse("none");
        HttpRequest request = HttpRequest.newBuilder(running.uri("/live.css"))
                .header("If-None-Match", etag)
                .build();

        HttpResponse<String> response = running.client.send(request, HttpResponse.BodyHandlers.ofString());

        assertEquals(304, response.statusCode());
        assertEquals("", response.body());
    }
}
