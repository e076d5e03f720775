//! The figures of three plans that one starts from, worked out again with whole numbers from
//! what is printed and from the file that one of them reads.

use crate::driver::Folder;
use crate::reckoning::{divide_half_up, list_rows, read_whole};

/// What `kehoach new` writes for a template, in the folder `thu`.
fn start_from(template: &str) -> Folder {
    let folder = Folder::new();
    let _ = folder.run(["new", "thu", "--template", template]).code(0).err("");
    folder
}

fn read_text(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.read(name)).unwrap()
}

/// The form of [`start_from`] with other words in one place.
#[track_caller]
fn change_form(folder: &Folder, old: &str, new: &str) {
    let form = read_text(folder, "thu/ke-hoach.yaml");
    assert!(form.contains(old), "{old}");
    let _ = folder.put("thu/ke-hoach.yaml", form.replace(old, new));
}

/// The plain text of the plan of [`start_from`].
fn render_plan(folder: &Folder) -> String {
    folder.run(["text", "thu"]).code(0).out
}

/// The figures at the end of a row, where all of its last cells are figures; those with
/// two places in hundredths.
fn read_last_cells(row: &[&str], count: usize) -> Option<Vec<u64>> {
    let cells = &row[row.len().checked_sub(count)?..];
    cells.iter().map(|cell| read_whole(&cell.replace(',', ""))).collect()
}

/// A share in hundredths of a percent.
fn compute_share(part: u64, all: u64) -> u64 {
    divide_half_up(part * 10_000, all)
}

#[test]
fn the_shares_of_the_villages_of_the_plan_against_poverty_add_up() {
    let text = render_plan(&start_from("giam-ngheo"));
    let mut sums = [0; 7];
    let mut villages = 0;
    for row in list_rows(&text) {
        let Some(cells) = read_last_cells(&row, 11) else { continue };
        let [all, poor, less, left, rate, rate_left, near, near_less, near_left, ..] =
            cells[..]
        else {
            unreachable!()
        };
        assert_eq!((poor - less, near - near_less), (left, near_left), "{row:?}");
        assert_eq!(
            (rate, rate_left),
            (compute_share(poor, all), compute_share(left, all)),
            "{row:?}"
        );
        assert_eq!(
            cells[9..],
            [compute_share(near, all), compute_share(near_left, all)],
            "{row:?}"
        );
        let counts = [all, poor, less, left, near, near_less, near_left];
        if row.contains(&"Toàn xã") {
            assert_eq!(counts, sums, "the whole commune");
            let [all, poor, _, left, ..] = counts;
            for count in [poor, left] {
                let rate = compute_share(count, all);
                let told = format!("{},{:02}% ({count} hộ)", rate / 100, rate % 100);
                assert!(text.contains(&told), "{told}");
            }
        } else {
            villages += 1;
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
    assert_eq!(villages, 8);
}

#[test]
fn the_money_of_the_plan_against_poverty_follows_its_targets() {
    let folder = start_from("giam-ngheo");
    let houses = "{ ten: Nhà ở xây mới, gia_tri: 3, don_vi: nhà }";
    change_form(&folder, houses, &houses.replace('3', "4"));
    let text = render_plan(&folder);
    // One house more, of sixty million, from what people give.
    for told in
        ["Tổng kinh phí: 560.000.000 đồng", "Xã hội hóa: 250.000.000 đồng", "06 nhà"]
    {
        assert!(text.contains(told), "{told}");
    }
}

#[test]
fn the_fields_of_the_plan_of_reform_together_reach_the_target_of_the_whole() {
    let text = render_plan(&start_from("cai-cach-hanh-chinh"));
    let rows = list_rows(&text).into_iter().filter_map(|row| {
        let [_, _, received, _, _, _, _, target] = row[..] else { return None };
        Some((read_whole(received)?, read_whole(target)?))
    });
    let (mut all, mut online, mut fields) = (0, 0, 0);
    for (received, target) in rows {
        all += received;
        online += received * target;
        fields += 1;
    }
    assert_eq!((fields, all), (6, 6_400));
    assert!(text.contains("nộp trực tuyến đạt từ 75% trở lên"));
    assert!(online >= 75 * all, "{online} of {all}");
}

#[test]
fn a_template_of_one_kind_names_its_commune_in_one_place() {
    for template in
        ["giam-ngheo", "cai-cach-hanh-chinh", "kiem-tra", "le-hoi", "chuyen-doi-so"]
    {
        let folder = start_from(template);
        let form = read_text(&folder, "thu/ke-hoach.yaml");
        let (before, rest) = form.split_once("\nco_quan:").unwrap();
        let (office, after) = rest.split_once("\nvan_ban:").unwrap();
        let office = office.replace("Kim Liên", "Bình Minh");
        let form = format!("{before}\nco_quan:{office}\nvan_ban:{after}");
        let _ = folder.put("thu/ke-hoach.yaml", form);
        let text = render_plan(&folder);
        assert!(text.contains("ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH"), "{template}");
        assert!(!text.to_uppercase().contains("KIM LIÊN"), "{template}");
    }
}

#[test]
fn a_name_of_the_agency_that_waits_is_a_blank_wherever_it_is_read() {
    let folder = start_from("giam-ngheo");
    change_form(&folder, "dia_danh: Kim Liên", "dia_danh: chua_co");
    let text = render_plan(&folder);
    for told in ["\nGiảm nghèo bền vững trên địa bàn xã …", "\n……………………, ngày"]
    {
        assert!(text.contains(told), "{told}");
    }
    let folder = start_from("giam-ngheo");
    change_form(&folder, "ten: Ủy ban nhân dân xã Kim Liên", "ten: chua_co");
    let text = render_plan(&folder);
    assert!(text.contains("… ban hành Kế hoạch giảm nghèo"), "{text}");
}

#[test]
fn the_budget_of_the_inspection_is_what_its_rows_come_to() {
    let text = render_plan(&start_from("kiem-tra"));
    let (mut sum, mut rows) = (0, 0);
    for row in list_rows(&text) {
        let Some(cells) = read_last_cells(&row, 4) else { continue };
        let [count, times, price, amount] = cells[..] else { unreachable!() };
        assert_eq!(count * times * price, amount, "{row:?}");
        sum += amount;
        rows += 1;
    }
    assert_eq!((rows, sum), (6, 16_500_000));
    // A reserve of five in a hundred stands below the sum.
    assert_eq!(sum + sum / 20, 17_325_000);
    let told =
        "17.325.000 đồng (Bằng chữ: Mười bảy triệu ba trăm hai mươi lăm nghìn đồng)";
    assert!(text.contains(told), "{told}");
}

#[test]
fn the_money_of_the_plan_of_reform_is_that_of_its_file() {
    let folder = start_from("cai-cach-hanh-chinh");
    let file = read_text(&folder, "thu/nhiem-vu-cai-cach-hanh-chinh.csv");
    let amounts = file.lines().filter_map(|row| read_whole(row.rsplit(';').next()?));
    assert_eq!(amounts.sum::<u64>(), 160, "triệu đồng");
    let text = render_plan(&folder);
    let told = "160.000.000 đồng (Bằng chữ: Một trăm sáu mươi triệu đồng)";
    assert!(text.contains(told), "{told}");
}

#[test]
fn every_task_of_the_file_of_a_template_is_in_its_paper() {
    let folder = start_from("cai-cach-hanh-chinh");
    let paper = render_plan(&folder);
    let file = read_text(&folder, "thu/nhiem-vu-cai-cach-hanh-chinh.csv");
    // Each row begins with the field and the id, and has the task after them.
    let tasks: Vec<_> = file
        .lines()
        .skip(1)
        .filter_map(|row| row.splitn(3, ';').nth(2))
        .filter_map(|rest| rest.trim_start_matches('"').split(['"', ';']).next())
        .collect();
    assert!(tasks.len() > 20, "{tasks:?}");
    for task in tasks {
        assert!(paper.contains(task), "{task}");
    }
}
