package dev.catalog.graphql;

import java.nio.charset.StandardCharsets;
import org.apache.tomcat.util.http.MimeHeaders;

/** A header as it is sent. Tomcat would encode name and value for each answer, and look for others of the name. */
public final class ReadyHeader {

    private final byte[] name;
    private final byte[] value;

    public ReadyHeader(String name, String value) {
        this(name.getBytes(StandardCharsets.ISO_8859_1), value);
    }

    private ReadyHeader(byte[] name, String value) {
        this.name = name;
        this.value = value.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A header of the same name. */
    public ReadyHeader with(String otherValue) {
        return new ReadyHeader(name, otherValue);
    }

    /** Adds it to the headers of an answer. */
    public void addTo(MimeHeaders headers) {
        // Tomcat may write a number of a later answer into the bytes of a value.
        addTo(headers, value.clone());
    }

    /** Adds one of the same name to the headers of an answer, with a value that is nobody else's. */
    public void addTo(MimeHeaders headers, byte[] ownValue) {
        headers.addValue(name, 0, name.length).setBytes(ownValue, 0, ownValue.length);
    }
}
