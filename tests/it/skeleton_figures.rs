//! The figures of three plans that one starts from, worked out again with whole numbers from
//! what is printed and from the file that one of them reads.

use crate::driver::Folder;

/// The plain text of what `kehoach new` writes for a template.
fn paper_of(template: &str) -> String {
    let folder = Folder::new();
    let _ = folder.run(["new", "thu", "--template", template]).code(0);
    folder.run(["text", "thu"]).code(0).out
}

/// `1.250.000` and `2,25` as whole numbers, the latter in hundredths.
fn whole(text: &str) -> Option<u64> {
    let is_figure = text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if is_figure { digits.parse().ok() } else { None }
}

/// The figures at the end of a row, where all of its last cells are figures.
fn figures(row: &str, count: usize) -> Option<Vec<u64>> {
    let cells: Vec<&str> = row.split('\t').collect();
    let first = cells.len().checked_sub(count)?;
    cells[first..].iter().map(|cell| whole(cell)).collect()
}

/// A share in hundredths of a percent, half of one upwards.
fn share(part: u64, all: u64) -> u64 {
    (part * 20_000 + all) / (all * 2)
}

#[test]
fn the_shares_of_the_villages_of_the_plan_against_poverty_add_up() {
    let text = paper_of("giam-ngheo");
    let mut sums = [0; 7];
    let mut villages = 0;
    for row in text.lines() {
        let Some(cells) = figures(row, 11) else { continue };
        let [all, poor, less, left, rate, rate_left, near, near_less, near_left, ..] =
            cells[..]
        else {
            unreachable!()
        };
        assert_eq!((poor - less, near - near_less), (left, near_left), "{row}");
        assert_eq!((rate, rate_left), (share(poor, all), share(left, all)), "{row}");
        assert_eq!(cells[9..], [share(near, all), share(near_left, all)], "{row}");
        let counts = [all, poor, less, left, near, near_less, near_left];
        if row.contains("Toàn xã") {
            assert_eq!(counts, sums, "the whole commune");
            let [all, poor, _, left, ..] = counts;
            for count in [poor, left] {
                let rate = share(count, all);
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
    let folder = Folder::new();
    let _ = folder.run(["new", "thu", "--template", "giam-ngheo"]).code(0);
    let form = folder.read("thu/ke-hoach.yaml");
    let form = String::from_utf8(form).unwrap();
    let houses = "{ ten: Nhà ở xây mới, gia_tri: 3, don_vi: nhà }";
    assert!(form.contains(houses), "{houses}");
    let _ =
        folder.put("thu/ke-hoach.yaml", form.replace(houses, &houses.replace('3', "4")));
    let text = folder.run(["text", "thu"]).code(0).out;
    // One house more, of sixty million, from what people give.
    for told in
        ["Tổng kinh phí: 560.000.000 đồng", "Xã hội hóa: 250.000.000 đồng", "06 nhà"]
    {
        assert!(text.contains(told), "{told}");
    }
}

#[test]
fn the_fields_of_the_plan_of_reform_together_reach_the_target_of_the_whole() {
    let text = paper_of("cai-cach-hanh-chinh");
    let rows = text.lines().filter_map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [_, _, received, _, _, _, _, target] = cells[..] else { return None };
        Some((whole(received)?, whole(target)?))
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
        let folder = Folder::new();
        let _ = folder.run(["new", "thu", "--template", template]).code(0);
        let form = String::from_utf8(folder.read("thu/ke-hoach.yaml")).unwrap();
        let (before, rest) = form.split_once("\nco_quan:").unwrap();
        let (office, after) = rest.split_once("\nvan_ban:").unwrap();
        let office = office.replace("Kim Liên", "Bình Minh");
        let form = format!("{before}\nco_quan:{office}\nvan_ban:{after}");
        let _ = folder.put("thu/ke-hoach.yaml", form);
        let text = folder.run(["text", "thu"]).code(0).out;
        assert!(text.contains("ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH"), "{template}");
        assert!(!text.to_uppercase().contains("KIM LIÊN"), "{template}");
    }
}

#[test]
fn a_name_of_the_agency_that_waits_is_a_blank_wherever_it_is_read() {
    let folder = Folder::new();
    let _ = folder.run(["new", "thu", "--template", "giam-ngheo"]).code(0);
    let form = String::from_utf8(folder.read("thu/ke-hoach.yaml")).unwrap();
    let place = "dia_danh: Kim Liên";
    assert!(form.contains(place), "{place}");
    let _ = folder.put("thu/ke-hoach.yaml", form.replace(place, "dia_danh: chua_co"));
    let text = folder.run(["text", "thu"]).code(0).out;
    for told in ["\nGiảm nghèo bền vững trên địa bàn xã …", "\n……………………, ngày"]
    {
        assert!(text.contains(told), "{told}");
    }
    let name = "ten: Ủy ban nhân dân xã Kim Liên";
    let _ = folder.put("thu/ke-hoach.yaml", form.replace(name, "ten: chua_co"));
    let text = folder.run(["text", "thu"]).code(0).out;
    assert!(text.contains("… ban hành Kế hoạch giảm nghèo"), "{text}");
}

#[test]
fn the_budget_of_the_inspection_is_what_its_rows_come_to() {
    let text = paper_of("kiem-tra");
    let (mut sum, mut rows) = (0, 0);
    for row in text.lines() {
        let Some(cells) = figures(row, 4) else { continue };
        let [count, times, price, amount] = cells[..] else { unreachable!() };
        assert_eq!(count * times * price, amount, "{row}");
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
    let folder = Folder::new();
    let _ =
        folder.run(["new", "thu", "--template", "cai-cach-hanh-chinh"]).code(0).err("");
    let file = folder.read("thu/nhiem-vu-cai-cach-hanh-chinh.csv");
    let file = String::from_utf8(file).unwrap();
    let amounts = file.lines().filter_map(|row| whole(row.rsplit(';').next()?));
    assert_eq!(amounts.sum::<u64>(), 160, "triệu đồng");
    let text = folder.run(["text", "thu"]).code(0).out;
    let told = "160.000.000 đồng (Bằng chữ: Một trăm sáu mươi triệu đồng)";
    assert!(text.contains(told), "{told}");
}

#[test]
fn every_task_of_the_file_of_a_template_is_in_its_paper() {
    let folder = Folder::new();
    let _ = folder.run(["new", "thu", "--template", "cai-cach-hanh-chinh"]).code(0);
    let paper = folder.run(["text", "thu"]).code(0).out;
    let file = folder.read("thu/nhiem-vu-cai-cach-hanh-chinh.csv");
    let file = String::from_utf8(file).unwrap();
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
