package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live page as a browser gets it. */
@Timeout(30)
class LivePageTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z]+\\.js)'");
    private static final Pattern ELEMENT = Pattern.compile("byId\\('([a-z-]+)'\\)");

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

    /** The scripts of the page: the first one and what each imports. */
    private Map<String, String> scripts() throws Exception {
        Map<String, String> scripts = new LinkedHashMap<>();
        Deque<String> wanted = new ArrayDeque<>(List.of("/live.js"));
        while (!wanted.isEmpty()) {
            String path = wanted.remove();
            HttpResponse<String> response = running.get(path);
            assertEquals(200, response.statusCode(), path);
            assertEquals(
                    "text/javascript; charset=utf-8",
                    response.headers().firstValue("Content-Type").orElse("none"));
            scripts.put(path, response.body());
            Matcher imports = IMPORT.matcher(response.body());
            while (imports.find()) {
                String imported = "/" + imports.group(1);
                if (!scripts.containsKey(imported) && !wanted.contains(imported)) {
                    wanted.add(imported);
                }
            }
        }
        return scripts;
    }

    @Test
    void shouldServeEachScriptThatAnotherImports() throws Exception {
        assertEquals(
                Set.of("/live.js", "/page.js", "/betting.js", "/outcomes.js", "/portfolio.js"),
                scripts().keySet());
    }

    @Test
    void shouldHaveEachElementThatTheScriptsName() throws Exception {
        String page = running.get("/").body();
        for (String script : scripts().values()) {
            Matcher ids = ELEMENT.matcher(script);
            while (ids.find()) {
                assertTrue(page.contains(" id=\"" + ids.group(1) + "\""), ids.group(1));
            }
        }
    }

    @Test
    void shouldPutTextInAsTextOnly() throws Exception {
        String script = String.join("\n", scripts().values());
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
