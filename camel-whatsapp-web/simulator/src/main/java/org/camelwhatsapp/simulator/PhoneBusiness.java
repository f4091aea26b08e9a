package org.camelwhatsapp.simulator;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.business.Business;
import org.camelwhatsapp.simulator.business.Catalog;
import org.camelwhatsapp.simulator.business.CatalogProduct;
import org.camelwhatsapp.simulator.business.Order;
import org.camelwhatsapp.simulator.phone.PhoneCore;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/**
 * What a person does on the phone as a business, or as the customer of one. Thread-safe; calls block until the simulator
 * has done them.
 */
public final class PhoneBusiness {
    private final Simulator simulator;
    private final Account account;
    private final PhoneCore core;

    PhoneBusiness(Simulator simulator, Account account, PhoneCore core) {
        this.simulator = simulator;
        this.account = account;
        this.core = core;
    }

    private void act(Consumer<Business> action) {
        simulator.call(() -> {
            action.accept(simulator.businesses().require(account));
            return true;
        });
    }

    /** Becomes a business with this name, or changes the name; everybody is told. With null it is one no longer. */
    public void rename(@Nullable String name) {
        simulator.call(() -> {
            simulator.businesses().rename(account, name);
            return true;
        });
    }

    /** Edits the profile as the wire does; everybody else is told. */
    public void edit(Node... changes) {
        act(business -> simulator.businesses().edit(account, List.of(changes)));
    }

    /** The texts of the profile's parts with this tag, such as {@code description}. */
    public List<String> texts(String tag) {
        return simulator.call(() -> simulator.businesses().require(account).texts(tag));
    }

    /** A part of the profile as it stands on the wire, or null. */
    public @Nullable Node part(String tag) {
        return simulator.call(() -> simulator.businesses().require(account).part(tag));
    }

    /** The id of the picture on top, or null. */
    public @Nullable String cover() {
        return simulator.call(() -> simulator.businesses().require(account).cover());
    }

    /** Sells a product, which is reviewed already; returns its id. */
    public String sell(String name, long priceThousandths, String currency) {
        return simulator.call(() -> {
            Map<String, String> fields =
                    Map.of("name", name, "price", Long.toString(priceThousandths), "currency", currency);
            return simulator.businesses().add(account, fields).id();
        });
    }

    /** The own products, in order. */
    public List<CatalogProduct> products() {
        return simulator.call(
                () -> simulator.businesses().require(account).catalog().products());
    }

    /** The service reviews a product of this business; its devices are told. */
    public void review(String productId, String status) {
        act(business -> simulator.businesses().review(account, productId, status));
    }

    /** Puts products together; returns the collection's id. */
    public String collect(String name, String... productIds) {
        return simulator.call(() -> simulator
                .businesses()
                .collect(account, name, List.of(productIds))
                .id());
    }

    /** The service reviews a collection of this business; its devices are told. */
    public void reviewCollection(String id, String status, String reason) {
        act(business -> simulator.businesses().reviewCollection(account, id, status, reason));
    }

    /** The own collections, in order. */
    public List<Catalog.Collection> collections() {
        return simulator.call(
                () -> simulator.businesses().require(account).catalog().collections());
    }

    /** What the account pays for changes; its devices are told. */
    public void subscribe(String id, String status) {
        Node subscription = Node.builder("subscription")
                .attr("id", id)
                .attr("status", status)
                .build();
        act(business -> simulator.businesses().tellOwner(account, Node.of("subscriptions", subscription)));
    }

    /**
     * Orders from a business, and sends it the message with the order.
     *
     * @param quantities how many, by product id
     */
    public Order order(Jid seller, Map<String, Integer> quantities, String note) {
        return simulator.call(() -> {
            Account other = simulator.world().directory().account(seller);
            if (other == null) {
                throw new IllegalArgumentException("no account " + seller);
            }
            Order order = simulator.businesses().order(account, other, quantities);
            core.send(
                    seller,
                    Message.newBuilder()
                            .setOrderMessage(Message.OrderMessage.newBuilder()
                                    .setOrderId(order.id())
                                    .setItemCount(order.pieces())
                                    .setStatus(Message.OrderMessage.OrderStatus.INQUIRY)
                                    .setSurface(Message.OrderMessage.OrderSurface.CATALOG)
                                    .setMessage(note)
                                    .setOrderTitle(other.pushName())
                                    .setSellerJid(seller.toString())
                                    .setToken(order.token())
                                    .setTotalAmount1000(order.total())
                                    .setTotalCurrencyCode(order.currency())
                                    .setMessageVersion(1))
                            .build());
            return order;
        });
    }

    /** Makes a link that begins a chat with this business; returns its code. */
    public String createLink(String message) {
        return simulator.call(() -> simulator.chatLinks().create(account, message));
    }

    /** The code in the own QR code. */
    public String contactCode() {
        return simulator.call(() -> simulator.chatLinks().contactCode(account));
    }
}
