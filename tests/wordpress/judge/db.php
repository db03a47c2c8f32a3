<?php
// A database that holds nothing: WordPress loads, and every question is answered with "none".
class Coranto_Empty_Database extends wpdb
{
    public function __construct() { $this->charset = 'utf8mb4'; $this->ready = true; }
    public function db_connect($allow_bail = true) { return true; }
    public function check_connection($allow_bail = true) { return true; }
    public function set_prefix($prefix, $set_table_names = true) { return parent::set_prefix($prefix, $set_table_names); }
    public function query($query) { $this->last_result = array(); $this->num_rows = 0; return 0; }
    public function _real_escape($text) { return addslashes((string) $text); }
    public function get_table_charset($table) { return 'utf8mb4'; }
    public function get_col_charset($table, $column) { return 'utf8mb4'; }
    public function db_version() { return '10.11.0'; }
    public function db_server_info() { return '10.11.0-MariaDB'; }
    public function has_cap($feature) { return true; }
    public function close() { return true; }
}
$wpdb = new Coranto_Empty_Database();
