package org.navicast.cast.event;

import java.util.Arrays;

/**
 * How much of an action: the number of steps of a trigger, or the deflections of a rate. Immutable.
 */
public final class ActionValue {
  /** Of a hold, and of what ends. */
  public static final ActionValue NONE = new ActionValue(new double[0]);

  /** One step. */
  public static final ActionValue ONE = new ActionValue(new double[] {1});

  private final double[] numbers;

  private ActionValue(double[] numbers) {
    this.numbers = numbers;
  }

  /** One number, or a vector of 2, 3 or 6. */
  public static ActionValue of(double... numbers) {
    return new ActionValue(numbers.clone());
  }

  /** How many numbers; 0 for {@link #NONE}. */
  public int size() {
    return numbers.length;
  }

  /** One of the numbers, from 0. */
  public double at(int place) {
    return numbers[place];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionValue value && Arrays.equals(numbers, value.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers);
  }
}
