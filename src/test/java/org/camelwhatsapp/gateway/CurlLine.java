package org.camelwhatsapp.gateway;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A curl command as it is printed or documented, as the request that curl would make of it. */
record CurlLine(String text) {
    private static final Pattern COMMAND = Pattern.compile("(?m)^curl (?:[^\n]*\\\\\n)*[^\n]*$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    /** All commands of a text. */
    static List<CurlLine> in(String text) {
        return COMMAND.matcher(text)
                .results()
                .map(match -> new CurlLine(match.group().replace("\\\n", " ")))
                .toList();
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }

    HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        boolean typed = false;
        boolean posts = false;
        List<String> words = words();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-H")) {
                String[] header = words.get(++i).split(":\\s*", 2);
                request.header(header[0], header[1]);
                typed |= header[0].equalsIgnoreCase("Content-Type");
            } else if (word.equals("-d")) {
                request.POST(HttpRequest.BodyPublishers.ofString(words.get(++i)));
                posts = true;
            } else if (!word.equals("-s")) {
                request.uri(URI.create(word));
            }
        }
        return posts && !typed ? request.header("Content-Type", "application/x-www-form-urlencoded") : request;
    }
}
