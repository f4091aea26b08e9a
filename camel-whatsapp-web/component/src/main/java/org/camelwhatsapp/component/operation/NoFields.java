package org.camelwhatsapp.component.operation;

/** A request without fields. */
public record NoFields() {}
