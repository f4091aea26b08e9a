package org.camelwhatsapp.engine.mex;

/**
 * A query that the server keeps under a number. Numbers change with releases of the web client; old ones stay valid for
 * long. Source: docs/protocol.md, "Stored queries".
 *
 * @param id the number
 * @param root the key below {@code data} in the answer
 */
public record MexQuery(String id, String root) {}
