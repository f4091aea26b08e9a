package org.camelwhatsapp.engine.business;

import java.util.Map;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.session.ServerErrorException;

/**
 * The server refused something about a business, for a reason that is known. Its code is one of {@code
 * business-not-allowed} (401, 403, 405: mostly that the account is no business, or a code of another's), {@code
 * business-unknown} (404) and {@code business-not-acceptable} (406). Source: docs/protocol.md, "Business".
 */
public final class BusinessException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    private static final Map<Integer, String> REASONS =
            Map.of(401, "not-allowed", 403, "not-allowed", 404, "unknown", 405, "not-allowed", 406, "not-acceptable");

    private final int serverCode;

    private BusinessException(ServerErrorException cause) {
        super("the server refused it: " + REASONS.get(cause.serverCode()), cause);
        this.serverCode = cause.serverCode();
    }

    /** The typed form of a server's answer; the answer itself where its number says nothing about businesses. */
    static WhatsAppException of(ServerErrorException answer) {
        return REASONS.containsKey(answer.serverCode()) ? new BusinessException(answer) : answer;
    }

    @Override
    public String code() {
        return "business-" + REASONS.get(serverCode);
    }
}
