package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.business.CatalogFeature;
import org.camelwhatsapp.engine.business.OrderDetails;
import org.camelwhatsapp.engine.business.OrderFeature;
import org.camelwhatsapp.engine.business.Product;
import org.camelwhatsapp.engine.business.ProductCollection;
import org.camelwhatsapp.engine.business.ProductDraft;
import org.camelwhatsapp.engine.business.ProductPage;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** What businesses sell, and what was ordered. */
final class CatalogOperations implements OperationGroup {
    private static final int USUAL_PAGE = 10;
    private static final int MAX_IMAGES = 10;

    record Products(
            @JsonPropertyDescription("The business; self for the own catalogue.")
            Jid business,

            @Nullable @JsonPropertyDescription("How many at most, 1 to 100; 10 unless given.")
            Integer limit,

            @Nullable @JsonPropertyDescription("What the part before answered; the first part unless given.")
            String cursor) {}

    record Collections(
            @JsonPropertyDescription("The business; self for the own ones.")
            Jid business,

            @Nullable
            @JsonPropertyDescription("How many collections, and products of each, at most; 1 to 100, 10 unless given.")
            Integer limit) {}

    /** What can be said of a product, new or not. */
    record Details(
            @Nullable @JsonPropertyDescription("What it is.")
            String description,

            @Nullable @JsonPropertyDescription("How the seller names it.")
            String retailerId,

            @Nullable @JsonPropertyDescription("The price in thousandths of the currency's unit: 12500 is 12.50.")
            Long priceThousandths,

            @Nullable @JsonPropertyDescription("Three letters such as EUR.")
            String currency,

            @Nullable @JsonPropertyDescription("Whether buyers do not see it.")
            Boolean hidden,

            @Nullable @JsonPropertyDescription("Two letters of the country that it comes from.")
            String originCountry,

            @Nullable @JsonPropertyDescription("Its pictures, at most 10; they are uploaded.")
            List<FileInput> images,

            @Nullable @JsonPropertyDescription("Addresses of pictures that the service has already.")
            List<String> imageUrls) {
        Details {
            if (images != null && images.size() > MAX_IMAGES) {
                throw new InvalidRequestException("images: expected at most " + MAX_IMAGES);
            }
        }

        ProductDraft draft(@Nullable String name, List<String> uploaded) {
            List<String> all = new ArrayList<>(imageUrls == null ? List.of() : imageUrls);
            all.addAll(uploaded);
            return new ProductDraft(
                    name, description, retailerId, priceThousandths, currency, hidden, originCountry, all);
        }
    }

    record NewProduct(
            @JsonPropertyDescription("What it is called.") String name,

            @Flat Details details) {}

    record ChangedProduct(
            @JsonPropertyDescription("The product's id.") String product,

            @Nullable @JsonPropertyDescription("What it is called.")
            String name,

            @Flat Details details) {}

    record Visibility(
            @JsonPropertyDescription("The product's id.") String product,

            @JsonPropertyDescription("Whether buyers see it.")
            boolean visible) {}

    record ProductIds(
            @JsonPropertyDescription("The products' ids.") List<String> products) {}

    record OrderToken(
            @JsonPropertyDescription("The order's id in the message that it came with.")
            String order,

            @JsonPropertyDescription("The token in that message.")
            String token) {
        /** Never prints the token. */
        @Override
        public String toString() {
            return "OrderToken[" + order + "]";
        }
    }

    private static int limit(@Nullable Integer given) {
        return given == null ? USUAL_PAGE : given;
    }

    /** Uploads the pictures, one after the other, and goes on with their addresses. */
    private static CompletionStage<Product> uploaded(
            WhatsAppClient client,
            Details details,
            BiFunction<CatalogFeature, List<String>, CompletionStage<Product>> then) {
        List<FileInput> images = details.images();
        return client.with(CatalogFeature.class, catalog -> {
            CompletionStage<List<String>> addresses = CompletableFuture.completedFuture(new ArrayList<>());
            for (FileInput image : images == null ? List.<FileInput>of() : images) {
                addresses = addresses.thenCompose(
                        known -> catalog.uploadImage(source(image)).thenApply(address -> {
                            known.add(address);
                            return known;
                        }));
            }
            return addresses.thenCompose(known -> then.apply(catalog, known));
        });
    }

    private static MediaSource source(FileInput image) {
        if (image.media(null, "image/") instanceof MediaSource source) {
            return source;
        }
        throw new InvalidRequestException("images: expected " + FileInput.EXPECTED);
    }

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("catalog.products", Products.class)
                        .describedAs("Tells what a business sells, a part at a time.")
                        .body("business")
                        .answers(ProductPage.class)
                        .fails("business-unknown")
                        .serves("DG-288")
                        .performs((client, q) -> client.with(
                                CatalogFeature.class,
                                catalog -> catalog.products(q.business(), limit(q.limit()), q.cursor()))),
                Operation.named("catalog.collections", Collections.class)
                        .describedAs("Tells which products a business shows together.")
                        .body("business")
                        .answersListOf(ProductCollection.class)
                        .fails("business-unknown")
                        .serves("DG-288")
                        .performs((client, q) -> client.with(
                                CatalogFeature.class, catalog -> catalog.collections(q.business(), limit(q.limit())))),
                Operation.named("catalog.create", NewProduct.class)
                        .describedAs(
                                "Adds a product to the own catalogue. The service reviews it before buyers see it.")
                        .body("name")
                        .answers(Product.class)
                        .fails("business-not-allowed", "business-not-acceptable", "media-failed")
                        .serves("DG-288")
                        .performs((client, q) -> uploaded(
                                client,
                                q.details(),
                                (catalog, images) -> catalog.create(q.details().draft(q.name(), images)))),
                Operation.named("catalog.update", ChangedProduct.class)
                        .describedAs("Changes a product of the own catalogue. What is not given stays as it is;"
                                + " pictures are replaced together.")
                        .answers(Product.class)
                        .fails("business-not-allowed", "business-unknown", "business-not-acceptable", "media-failed")
                        .serves("DG-288")
                        .performs((client, q) -> uploaded(
                                client,
                                q.details(),
                                (catalog, images) ->
                                        catalog.update(q.product(), q.details().draft(q.name(), images)))),
                Operation.named("catalog.setVisible", Visibility.class)
                        .describedAs("Shows a product of the own catalogue to buyers, or hides it.")
                        .answers(Product.class)
                        .fails("business-not-allowed", "business-unknown")
                        .serves("DG-288")
                        .performs((client, q) -> client.with(
                                CatalogFeature.class, catalog -> catalog.setVisible(q.product(), q.visible()))),
                Operation.named("catalog.delete", ProductIds.class)
                        .describedAs("Takes products out of the own catalogue. The answer is how many there were.")
                        .body("products")
                        .answers(Integer.class)
                        .fails("business-not-allowed")
                        .serves("DG-288")
                        .performs((client, q) ->
                                client.with(CatalogFeature.class, catalog -> catalog.delete(q.products()))),
                Operation.named("order.details", OrderToken.class)
                        .describedAs("Tells what was ordered, with the id and the token of the order's message.")
                        .answers(OrderDetails.class)
                        .fails("business-unknown", "business-not-allowed")
                        .serves("DG-288")
                        .performs((client, q) ->
                                client.with(OrderFeature.class, orders -> orders.details(q.order(), q.token()))));
    }
}
