package org.navicast.driver.hid;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** Descriptors of random items are read or refused, and never anything else. */
class DescriptorPropertyTest {
  /** Prefixes of items without their size. */
  private static final List<Integer> ITEMS =
      List.of(
          0x80, 0x80, 0x80, 0x90, 0xB0, 0xA0, 0xC0, 0x04, 0x14, 0x24, 0x34, 0x44, 0x74, 0x94, 0x84,
          0xA4, 0xB4, 0x08, 0x08, 0x18, 0x28, 0xA8);

  @Property(tries = 3000)
  void randomItemsAreReadOrRefused(
      @ForAll("items") List<byte[]> items, @ForAll @Size(max = 300) byte[] report) {
    ByteArrayOutputStream descriptor = new ByteArrayOutputStream();
    items.forEach(descriptor::writeBytes);
    Statistics.collect(DescriptorTrial.survives(descriptor.toByteArray(), report));
  }

  @Property(tries = 1000)
  void randomBytesAreReadOrRefused(
      @ForAll @Size(max = 5000) byte[] descriptor, @ForAll @Size(max = 64) byte[] report) {
    DescriptorTrial.survives(descriptor, report);
  }

  @Property(tries = 1000)
  void aValueComesBackFromWhereverItWasPut(
      @ForAll("bitCounts") int bits, @ForAll("offsets") int offset, @ForAll int random) {
    byte[] bytes = new byte[16];
    long value = Integer.toUnsignedLong(random) & (1L << bits) - 1;
    for (int i = 0; i < bits; i++) {
      int at = offset + i;
      bytes[at / 8] |= (byte) ((value >>> i & 1) << at % 8);
    }
    assertTrue(BitField.unsigned(bytes, offset, bits) == value);
    long signed = BitField.signed(value, bits);
    assertTrue((signed & (1L << bits) - 1) == value && signed < 1L << (bits - 1));
  }

  @Provide
  Arbitrary<Integer> bitCounts() {
    return Arbitraries.integers().between(1, 32);
  }

  @Provide
  Arbitrary<Integer> offsets() {
    return Arbitraries.integers().between(0, 95);
  }

  @Provide
  Arbitrary<List<byte[]>> items() {
    Arbitrary<byte[]> data =
        Arbitraries.oneOf(
            Arbitraries.bytes().between((byte) 0, (byte) 8).array(byte[].class).ofSize(1),
            Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(4));
    return Combinators.combine(Arbitraries.of(ITEMS), data)
        .as(DescriptorPropertyTest::item)
        .list()
        .ofMaxSize(120);
  }

  private static byte[] item(int prefix, byte[] data) {
    int size = data.length == 3 ? 2 : data.length;
    byte[] item = new byte[1 + size];
    item[0] = (byte) (prefix | (size == 4 ? 3 : size));
    System.arraycopy(data, 0, item, 1, size);
    return item;
  }
}
