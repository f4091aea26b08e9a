package org.camelwhatsapp.benchmarks.load;

/** A line of the table. */
enum Row {
    SEND_COLD("send 1:1, cold", "message"),
    SEND_WARM("send 1:1, warm", "message"),
    RECEIVE_COLD("receive 1:1, cold", "message"),
    RECEIVE_WARM("receive 1:1, warm", "message"),
    GROUP_SEND_COLD("send to group, cold", "message"),
    GROUP_SEND_WARM("send to group, warm", "message"),
    GROUP_RECEIVE("receive from group", "message"),
    CONNECT("connect to ready", "connect"),
    MEDIA_UP("media up", "MiB"),
    MEDIA_DOWN("media down", "MiB");

    private final String title;
    private final String unit;

    Row(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    String title() {
        return title;
    }

    /** What the figures are per. */
    String unit() {
        return unit;
    }

    /** A word for JSON. */
    String id() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
