package org.camelwhatsapp.benchmarks.load;

/** A client that takes part. */
enum Contender {
    ENGINE("engine", "camel-whatsapp-web", ""),
    BAILEYS("baileys", "Baileys 7.0.0-rc14", "baileys-load.mjs"),
    ZAPO("zapo", "zapo-js 0.3.0", "zapo-load.mjs");

    private final String id;
    private final String title;
    private final String script;

    Contender(String id, String title, String script) {
        this.id = id;
        this.title = title;
        this.script = script;
    }

    /** A word for options and for JSON. */
    String id() {
        return id;
    }

    String title() {
        return title;
    }

    /** The driver, for those that run on Node. */
    String script() {
        return script;
    }

    boolean runsOnNode() {
        return !script.isEmpty();
    }
}
