package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.gateway.alert.AlertFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alert texts byte for byte. Values are fictitious. */
class AlertFormatterTest {
    private static final String LIVE = "*LIVE MODE - Real Order*\n---------------------\n";
    private static final String TIME = "Time: 09:15:30";

    private final AlertFormatter formatter =
            new AlertFormatter(InstantSource.fixed(Instant.parse("2026-01-05T09:15:30Z")), ZoneOffset.UTC);

    private String format(String topic, String kind, Map<String, ?> request, Map<String, ?> response) {
        return formatter.formatJson(
                Map.of("topic", topic, "api_type", kind, "request_data", request, "response_data", response));
    }

    @Test
    void oa78_orderPlaced() {
        Map<String, Object> request = Map.of(
                "strategy",
                "Breakout",
                "symbol",
                "ACME",
                "action",
                "BUY",
                "quantity",
                10,
                "pricetype",
                "MARKET",
                "exchange",
                "NSE",
                "product",
                "MIS");
        assertThat(format("order.placed", "placeorder", request, Map.of("status", "success", "orderid", "77")))
                .isEqualTo("*Order Placed*\nStrategy: Breakout\n" + LIVE
                        + "Symbol: ACME\nAction: BUY\nQuantity: 10\nPrice Type: MARKET\nExchange: NSE\nProduct: MIS\n"
                        + "Order ID: 77\n" + TIME);
        assertThat(format("order.placed", "placeorder", Map.of(), Map.of("status", "error", "mode", "analyze")))
                .isEqualTo("*Order Placed*\n*ANALYZE MODE - No Real Order*\n---------------------\n"
                        + "Symbol: N/A\nAction: N/A\nQuantity: N/A\nPrice Type: N/A\nExchange: N/A\nProduct: N/A\n"
                        + "Error: Failed\n" + TIME);
    }

    @Test
    void oa79_smartOrderPlaced() {
        Map<String, Object> request =
                Map.of("symbol", "ACME", "action", "SELL", "quantity", "5", "position_size", "0", "exchange", "NFO");
        assertThat(format("order.placed", "placesmartorder", request, Map.of("status", "success", "orderid", "78")))
                .isEqualTo("*Smart Order Placed*\n" + LIVE
                        + "Symbol: ACME\nAction: SELL\nQuantity: 5\nPosition Size: 0\nExchange: NFO\nOrder ID: 78\n"
                        + TIME);
    }

    @Test
    void oa126_noActionTellsTheAnswer() {
        assertThat(format(
                        "order.no_action",
                        "placesmartorder",
                        Map.of("symbol", "ACME"),
                        Map.of("status", "success", "message", "Positions Already Matched")))
                .endsWith("Exchange: N/A\nPositions Already Matched\n" + TIME);
    }

    @Test
    void oa81_orderModified() {
        Map<String, Object> request = Map.of("orderid", "9", "symbol", "ACME", "quantity", 3, "price", 12.5);
        assertThat(format("order.modified", "modifyorder", request, Map.of("status", "success")))
                .isEqualTo("*Order Modified*\n" + LIVE
                        + "Order ID: 9\nSymbol: ACME\nNew Quantity: 3\nNew Price: 12.5\nModification Successful\n"
                        + TIME);
        assertThat(format("order.modified", "modifyorder", request, Map.of("status", "error", "message", "closed")))
                .contains("\nError: closed\n");
    }

    @Test
    void oa82_orderCancelled() {
        assertThat(format("order.cancelled", "cancelorder", Map.of("orderid", "9"), Map.of("status", "success")))
                .isEqualTo("*Order Cancelled*\n" + LIVE + "Order ID: 9\nCancellation Successful\n" + TIME);
    }

    @Test
    void oa83_allOrdersCancelled() {
        Map<String, Object> response =
                Map.of("status", "success", "canceled_orders", List.of("1", "2"), "failed_cancellations", List.of("3"));
        assertThat(format("orders.all_cancelled", "cancelallorder", Map.of(), response))
                .isEqualTo("*All Orders Cancelled*\n" + LIVE
                        + "Cancelled: 2 orders\nFailed: 1 orders\nOrder IDs: 1, 2\n" + TIME);
    }

    @Test
    void oa122_aFailedCancelAllShowsItsError() {
        assertThat(format(
                        "orders.all_cancelled",
                        "cancelallorder",
                        Map.of(),
                        Map.of("status", "error", "message", "no session")))
                .isEqualTo("*All Orders Cancelled*\n" + LIVE + "Error: no session\n" + TIME);
        assertThat(format("orders.all_cancelled", "cancelallorder", Map.of(), Map.of("status", "error")))
                .contains("\nError: Failed\n");
    }

    @Test
    void oa84_positionClosed() {
        assertThat(format("position.closed", "closeposition", Map.of(), Map.of("status", "success")))
                .isEqualTo("*Position Closed*\n" + LIVE + "All positions closed successfully\n" + TIME);
        assertThat(format(
                        "position.closed",
                        "closeposition",
                        Map.of("symbol", "ACME", "exchange", "NSE", "product", "MIS"),
                        Map.of("status", "success", "orderid", "4")))
                .isEqualTo("*Position Closed*\n" + LIVE + "Symbol: ACME\nExchange: NSE\nProduct: MIS\nOrder ID: 4\n"
                        + TIME);
        assertThat(format("position.closed", "closeposition", Map.of(), Map.of("status", "error", "message", "none")))
                .contains("\nError: none\n");
    }

    @Test
    void oa85_basket() {
        List<Map<String, String>> legs = List.of(
                Map.of("symbol", "A", "status", "success", "orderid", "1"),
                Map.of("symbol", "B", "status", "error", "message", "no funds"),
                Map.of("symbol", "C", "status", "success", "orderid", "3"),
                Map.of("symbol", "D", "status", "success", "orderid", "4"));
        assertThat(format("basket.completed", "basketorder", Map.of(), Map.of("status", "success", "results", legs)))
                .isEqualTo("*Basket Order Executed*\n" + LIVE
                        + "Total Orders: 4\nSuccessful: 3\nFailed: 1\n[OK] A: 1\n[X] B: no funds\n[OK] C: 3\n"
                        + "... and 1 more\n" + TIME);
    }

    @Test
    void oa86_split() {
        List<Map<String, String>> parts =
                List.of(Map.of("status", "success", "orderid", "1"), Map.of("status", "error", "message", "margin"));
        Map<String, Object> request = Map.of("symbol", "ACME", "quantity", 100, "splitsize", 50);
        assertThat(format("split.completed", "splitorder", request, Map.of("status", "success", "results", parts)))
                .isEqualTo("*Split Order Executed*\n" + LIVE
                        + "Symbol: ACME\nTotal Quantity: 100\nSplit Size: 50\nTotal Orders: 2\nSuccessful: 1\n"
                        + "Failed: 1\nPartial fill\nReason: margin\n" + TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"optionsorder", "optionsmultiorder"})
    void oa87_options(String kind) {
        List<Map<String, String>> legs =
                List.of(Map.of("symbol", "ACME24CE", "action", "BUY", "status", "success", "orderid", "5"));
        assertThat(format(
                        "options.completed",
                        kind,
                        Map.of("underlying", "ACME"),
                        Map.of("status", "success", "results", legs, "underlying_ltp", 101.5)))
                .endsWith("Underlying: ACME\nTotal Legs: 1\nSuccessful: 1\nFailed: 0\n[OK] ACME24CE BUY -> 5\n"
                        + "Underlying LTP: 101.5\n" + TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order.failed", "order.modify_failed", "order.cancel_failed", "analyzer.error"})
    void oa72_fourTopicsStaySilent(String topic) {
        assertThat(format(topic, "placeorder", Map.of(), Map.of())).isNull();
    }

    @Test
    void oa89_otherKindsHaveOnlyModeAndTime() {
        assertThat(format("gtt.placed", "placegtt", Map.of(), Map.of())).isEqualTo("*Order Update*\n" + LIVE + TIME);
    }

    @Test
    void namesWhatIsWrongWithAnEvent() {
        assertThatThrownBy(() -> formatter.formatJson(Map.of())).hasMessageContaining("topic");
        assertThatThrownBy(() -> formatter.formatJson(Map.of("topic", "x", "request_data", "y")))
                .hasMessageContaining("request_data");
        assertThat(AlertFormatter.kinds()).hasSize(10);
    }
}
