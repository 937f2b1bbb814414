package dev.catalog.cache;

import dev.catalog.feed.Position;
import java.lang.reflect.Type;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * Turns a region's entries into JSON, {@linkplain Packing packed} where it is long, and back.
 * <p>The mapper is its own: the application's JSON settings must not change what is stored. A change of the stored form
 * raises {@link #FORMAT_VERSION}, which is part of every key, so two releases never read each other's values.
 */
final class EntryCodec<V> {

    static final int FORMAT_VERSION = 4;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Position.class, ToStringSerializer.instance)
                    .addDeserializer(Position.class, new PositionDeserializer()))
            // Of any other form a decimal keeps the text.
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final ObjectReader reader;
    private final ObjectWriter writer;

    EntryCodec(Type valueType) {
        JavaType value = MAPPER.getTypeFactory().constructType(valueType);
        JavaType entry = MAPPER.getTypeFactory().constructParametricType(StoredEntry.class, value);
        reader = MAPPER.readerFor(entry);
        writer = MAPPER.writerFor(entry);
    }

    byte[] encode(StoredEntry<V> entry) {
        return Packing.pack(writer.writeValueAsBytes(entry));
    }

    /** Throws {@link JacksonException} or {@link IllegalArgumentException} where the bytes are not an entry of this region. */
    StoredEntry<V> decode(byte[] bytes) {
        return reader.readValue(Packing.unpack(bytes));
    }

    private static final class PositionDeserializer extends FromStringDeserializer<Position> {

        private final transient StoredPositions positions = new StoredPositions();

        PositionDeserializer() {
            super(Position.class);
        }

        @Override
        protected Position _deserialize(String value, DeserializationContext context) {
            return positions.parse(value);
        }
    }
}
