package org.camelwhatsapp.gateway.alert;

import java.util.List;

/** How one kind of event reads. Listed once, in {@link AlertFormatter}. */
interface AlertLayout {
    /** The first line, without the stars. */
    String title();

    /** The lines between the hyphens and the time. */
    void body(OrderEvent event, List<String> lines);
}
