/**
 * The contract of a device driver, whole: what it is given, what it does, what it is configured
 * with. Keys are declared once ({@link org.navicast.gateway.driver.Shape}), and read, checked and
 * described to editors by that.
 */
@NullMarked
package org.navicast.gateway.driver;

import org.jspecify.annotations.NullMarked;
