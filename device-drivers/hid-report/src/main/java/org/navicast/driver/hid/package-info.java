/**
 * What the reports of a HID device mean, from the descriptor that it carries (Device Class
 * Definition for HID 1.11, USB-IF, clauses 5.4 to 6.2.2): bytes to fields to values, no I/O.
 */
@NullMarked
package org.navicast.driver.hid;

import org.jspecify.annotations.NullMarked;
